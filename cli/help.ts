import type { Command } from "commander";
import { exitStatus, meanings, type ExitStatus } from "./exit-status";

export interface Explanation {
  /** Whole command lines, each with what it does: `["./model outputs Megadetector --json", "for a program"]`. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** Exit statuses beyond 0, 1 and 2, which every command has. */
  readonly statuses?: readonly ExitStatus[];
}

/** Adds to a command's --help what commander does not know: examples and exit statuses. */
export function explain(command: Command, { examples, statuses = [] }: Explanation): void {
  const width = Math.max(...examples.map(([line]) => line.length)) + 2;
  const shown = [exitStatus.done, exitStatus.failed, exitStatus.usage, ...statuses];
  command.addHelpText(
    "after",
    `
Examples:
${examples.map(([line, does]) => `  ${line.padEnd(width)}${does}`).join("\n")}

Exit status:
${shown.map((status) => `  ${status}  ${meanings[status]}`).join("\n")}`,
  );
}
