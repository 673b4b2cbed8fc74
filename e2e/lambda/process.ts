import { fork, type ChildProcess } from "node:child_process";
import path from "node:path";
import { projectFolder } from "../../emulator/place";
import type { DeployedFunction } from "./deployed";

/** When an invocation begins and how long it may take. */
export interface Span {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly remainingMilliseconds: number;
}

export interface Invocation {
  /** The lines that it wrote to stdout. */
  readonly lines: readonly string[];
  /** Its own error, with the stack; undefined when it ended well. */
  readonly error?: string;
}

type Message =
  | { readonly sleep: number; readonly at: number; readonly id: number }
  | { readonly written: string; readonly error?: string };

/** An execution environment of a function: a process that stays warm between invocations, of which it runs one at a time. */
export class FunctionProcess {
  private readonly child: ChildProcess;
  private said = "";

  /** @param environment variables over the process's own; undefined removes one */
  constructor({ folder, handler }: DeployedFunction, environment: NodeJS.ProcessEnv) {
    this.child = fork(path.join(projectFolder(), "e2e", "lambda", "runtime.cjs"), [handler], {
      cwd: folder,
      execArgv: [],
      silent: true,
      // Lambda's runtime carries the SDK; here it is the project's.
      env: { ...process.env, ...environment, NODE_PATH: path.join(projectFolder(), "node_modules") },
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => (this.said += text));
  }

  /** @param sleep called when the function waits, with its own time; resolves to the time when it has waited */
  invoke(
    event: unknown,
    { now, remainingMilliseconds }: Span,
    sleep: (milliseconds: number, at: number) => Promise<number>,
  ) {
    return new Promise<Invocation>((resolve, reject) => {
      const died = () => reject(new Error(`the function's process ended: ${this.said}`));
      const hear = (message: Message): void => {
        if ("sleep" in message)
          return void sleep(message.sleep, message.at).then(
            (then) => this.child.send({ wake: message.id, now: then }),
            reject,
          );
        this.child.off("message", hear).off("close", died);
        const lines = message.written.split("\n").filter((line) => line !== "");
        resolve({ lines, ...(message.error !== undefined && { error: message.error }) });
      };
      this.child.on("message", hear).once("close", died);
      this.child.send({ event, now, deadline: now + remainingMilliseconds });
    });
  }

  stop(): void {
    this.child.removeAllListeners().kill("SIGKILL");
  }
}
