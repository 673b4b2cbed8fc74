/**
 * Results go to stdout, so that they can be piped; everything said on the way there goes to stderr. Colours appear only
 * on a terminal, and never when NO_COLOR is set (no-color.org).
 */
type Style = (text: string, stream?: NodeJS.WriteStream) => string;

export const bold: Style = style(1, 22);
export const red: Style = style(31, 39);
export const green: Style = style(32, 39);
export const yellow: Style = style(33, 39);
export const grey: Style = style(90, 39);

function style(on: number, off: number): Style {
  return (text, stream = process.stderr) => (coloured(stream) ? `\u001b[${on}m${text}\u001b[${off}m` : text);
}

export function coloured(stream: NodeJS.WriteStream): boolean {
  return Boolean(stream.isTTY) && !process.env.NO_COLOR && process.env.TERM !== "dumb";
}

let isRead = true;

/** Whether somebody still reads what is printed: `./model logs … --follow | head` is left when head has seen enough. */
export const stillRead = (): boolean => isRead;

/** From then on, what nobody reads any more is no error; a command that changes things does them to the end. */
export function expectToBeLeft(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      if (stream === process.stdout) isRead = false;
    });
}

/** A line of a result, on stdout. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A line on stderr: what is being done now, or what came of it. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/**
 * Says what is being done, does it, and after work of more than two seconds says how long it took:
 * `await progress("Asking Terraform for its plan", () => plan())`.
 */
export async function progress<Result>(doing: string, work: () => Promise<Result>): Promise<Result> {
  tell(`${doing} …`);
  const start = Date.now();
  const result = await work();
  const seconds = Math.round((Date.now() - start) / 1000);
  if (seconds > 2) tell(grey(`… ${seconds} s`));
  return result;
}
