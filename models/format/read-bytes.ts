import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "./problems";

/** A model file has some hundred bytes, and what it becomes, an ECS task definition, at most 64 KiB. */
const MAX_BYTES = 65536;

/** The bytes of a file of the project, or undefined after reporting why there are none. */
export function readBytes(directory: string, file: string, problems: Problem[]): Uint8Array | undefined {
  const refuse = (message: string): undefined =>
    void problems.push({ file, line: 1, column: 1, severity: "error", message });
  try {
    const path = join(directory, file);
    const stat = statSync(path);
    if (!stat.isFile()) return refuse(stat.isDirectory() ? "is a folder, not a file" : "is not a file");
    if (stat.size > MAX_BYTES) return refuse(`has ${stat.size} bytes; ${MAX_BYTES} are allowed`);
    return readFileSync(path);
  } catch (error) {
    return refuse(unreadable(error));
  }
}

/** Why the system does not let a path be read, in words. */
export function unreadable(error: unknown): string {
  const code = typeof error === "object" && error && "code" in error ? String(error.code) : String(error);
  if (code === "ENOENT") return "does not exist";
  if (code === "EACCES" || code === "EPERM") return "may not be read by you; change its permissions";
  return `cannot be read (${code})`;
}
