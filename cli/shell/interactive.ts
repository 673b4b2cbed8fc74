import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import type { Words } from "../../operate/shell/command";
import { exitStatus } from "../exit-status";

/** Those of the programs that a command needs which are not on the PATH. */
export function missingFor([program]: Words): string[] {
  // The AWS command line hands both kinds of session to a program of its own.
  const needed = program === "aws" ? ["aws", "session-manager-plugin"] : [program];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const isThere = (name: string) =>
    folders.some((folder) => ["", ".exe"].some((end) => existsSync(join(folder, name + end))));
  return needed.filter((name) => !isThere(name));
}

/**
 * Runs a command on the user's terminal.
 * @returns its exit status
 */
export function start([program, ...args]: Words): Promise<number> {
  // Ctrl-C belongs to what runs in the shell.
  const wait = () => {};
  process.on("SIGINT", wait);
  const found = args.map((word) => (word.startsWith("~/") ? join(homedir(), word.slice(2)) : word));
  return new Promise((resolve, reject) => {
    const child = spawn(program, found, { stdio: "inherit", env: process.env });
    child.on("error", reject);
    child.on("close", (status) => {
      process.off("SIGINT", wait);
      resolve(status ?? exitStatus.failed);
    });
  });
}
