import type { Command } from "commander";
import { exitStatus, meanings, type ExitStatus } from "./exit-status";

export interface Explanation {
  /** Whole command lines, each with what it does: `["./model outputs Megadetector --json", "for a program"]`. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** Exit statuses beyond 0, 1 and 2, which every command has. */
  readonly statuses?: readonly ExitStatus[];
  /** Instead of all of these: the statuses of a command that uses them in its own way, each with its meaning. */
  readonly ownStatuses?: Readonly<Record<number, string>>;
  /** IAM actions that the command needs. */
  readonly permissions?: readonly string[];
}

/** Adds to a command's --help what commander does not know: examples, exit statuses and AWS permissions. */
export function explain(command: Command, explanation: Explanation): void {
  const { examples, statuses = [], ownStatuses, permissions = [] } = explanation;
  const width = Math.max(...examples.map(([line]) => line.length)) + 2;
  const usual = [exitStatus.done, exitStatus.failed, exitStatus.usage, ...statuses];
  const shown = ownStatuses ?? Object.fromEntries(usual.map((status) => [status, meanings[status]]));
  command.addHelpText(
    "after",
    `
Examples:
${examples.map(([line, does]) => `  ${line.padEnd(width)}${does}`).join("\n")}

Exit status:
${Object.entries(shown)
  .map(([status, meaning]) => `  ${status}  ${meaning}`)
  .join("\n")}${permissions.length > 0 ? needs(permissions) : ""}`,
  );
}

/** In lines of two columns. */
function needs(permissions: readonly string[]): string {
  const half = Math.ceil(permissions.length / 2);
  const width = Math.max(...permissions.slice(0, half).map(({ length }) => length)) + 2;
  const rows = permissions.slice(0, half).map((left, row) => `  ${left.padEnd(width)}${permissions[row + half] ?? ""}`);
  return `\n\nAWS permissions (as a policy: docs/permissions.md):\n${rows.map((row) => row.trimEnd()).join("\n")}`;
}
