import { spawn } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { projectFolder } from "../../emulator/place";
import { coloured } from "../terminal";
import { lost, overhear } from "./overhear";

export interface Said {
  readonly status: number;
  /** What it said on stdout and stderr, without colours; after a failure, all that Terraform said on stderr as well. */
  readonly text: string;
}

/**
 * Runs cdktf in the working directory, as if the user had: it can ask, and what it says appears at once. It is also
 * returned, because cdktf's status does not tell one failure from another.
 */
export function cdktf(words: readonly string[]): Promise<Said> {
  const colours = coloured(process.stdout);
  const overheard = overhear();
  const environment = {
    ...process.env,
    ...overheard.environment,
    CHECKPOINT_DISABLE: process.env.CHECKPOINT_DISABLE ?? "1",
    // cdktf writes into a pipe, and would take that for the wish to have no colours. With CI set, nothing moves on the
    // screen, and its question would not be seen before it is answered.
    FORCE_COLOR: colours ? "1" : "0",
    CI: process.stdin.isTTY ? undefined : (process.env.CI ?? "1"),
  };
  const plain = colours || words.includes("--no-color") ? [] : ["--no-color"];
  const program = join(projectFolder(), "node_modules", ".bin", "cdktf");
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...words, ...plain], { stdio: ["inherit", "pipe", "pipe"], env: environment });
    const release = leaveSignalsTo((signal) => child.kill(signal));
    let text = "";
    const show = (stream: NodeJS.WriteStream) => (piece: string) => {
      text += piece;
      stream.write(piece);
    };
    child.stdout.setEncoding("utf8").on("data", show(process.stdout));
    child.stderr.setEncoding("utf8").on("data", show(process.stderr));
    child.on("error", reject);
    child.on("close", (status) => {
      release();
      const said = stripVTControlCharacters(text);
      const unsaid = status === 0 ? "" : lost(overheard.text(), said);
      process.stderr.write(unsaid);
      overheard.forget();
      resolve({ status: status ?? 1, text: `${said}\n${unsaid}` });
    });
  });
}

/** Whether the user answered with no: cdktf's status is that of success. */
export function isCancelled({ text }: Said): boolean {
  return /(Apply|Destroy) cancelled/.test(text);
}

/**
 * Ctrl-C reaches cdktf by itself, which lets Terraform finish what it has begun and save its state: this program must
 * only wait. A polite end by another program (SIGTERM) is handed on as Ctrl-C, because cdktf ends at once on SIGTERM and
 * leaves Terraform behind.
 */
function leaveSignalsTo(child: (signal: "SIGINT") => void): () => void {
  const wait = () => {};
  const handOn = () => child("SIGINT");
  process.on("SIGINT", wait).on("SIGTERM", handOn);
  return () => void process.off("SIGINT", wait).off("SIGTERM", handOn);
}
