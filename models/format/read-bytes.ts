import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "./problems";

/** The bytes of a file of the project, or undefined after reporting why there are none. */
export function readBytes(directory: string, file: string, problems: Problem[]): Uint8Array | undefined {
  try {
    return readFileSync(join(directory, file));
  } catch (error) {
    problems.push({ file, line: 1, column: 1, severity: "error", message: unreadable(error) });
    return undefined;
  }
}

export function unreadable(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  if (code === "ENOENT") return "does not exist";
  if (code === "EISDIR") return "is a folder, not a file";
  if (code === "EACCES" || code === "EPERM") return "may not be read by you; change its permissions";
  return `cannot be read (${code})`;
}
