import { spawn } from "node:child_process";
import path from "node:path";
import { projectFolder } from "../../emulator/place";

/** A command in a process of its own, as long as it goes on. */
export interface Running {
  /** Waits until what it has said matches; returns all of it. */
  until(pattern: RegExp): Promise<string>;
  /** Ctrl-C; returns the signal that ended it. */
  interrupt(): Promise<NodeJS.Signals | null>;
}

/** Starts `./model <words>` in this folder, in the environment as it is. */
export function startModel(folder: string, words: readonly string[]): Running {
  const child = spawn(process.execPath, [path.join(projectFolder(), "model"), ...words], {
    cwd: folder,
    env: process.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  let heard = () => {};
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      heard();
    });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once("close", (_, signal) => resolve(signal)));
  return {
    until: (pattern) =>
      new Promise((resolve, reject) => {
        heard = () => {
          if (pattern.test(said)) resolve(said);
        };
        void ended.then(() => reject(new Error(`it ended and had said:\n${said}`)));
        heard();
      }),
    interrupt: () => {
      child.kill("SIGINT");
      return ended;
    },
  };
}
