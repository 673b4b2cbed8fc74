import { lstatSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "./problems";

/** A model file has some hundred bytes, and what it becomes, an ECS task definition, at most 64 KiB. */
const MAX_BYTES = 65536;

/**
 * The bytes of a file of the project, or undefined after reporting why there are none.
 *
 * @param missing what to say where there is no such file
 */
export function readBytes(
  directory: string,
  file: string,
  problems: Problem[],
  missing?: string,
): Uint8Array | undefined {
  const refuse = (message: string): undefined =>
    void problems.push({ file, line: 1, column: 1, severity: "error", message });
  const path = join(directory, file);
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return refuse(stat.isDirectory() ? "is a folder, not a file" : "is not a file");
    if (stat.size > MAX_BYTES) return refuse(`has ${stat.size} bytes; ${MAX_BYTES} are allowed`);
    return readFileSync(path);
  } catch (error) {
    return refuse(unreadable(path, error, missing));
  }
}

/** Why the system does not let a path be read, in words. */
export function unreadable(path: string, error: unknown, missing = "does not exist"): string {
  const code = typeof error === "object" && error && "code" in error ? String(error.code) : String(error);
  if (code === "ENOENT") return isLink(path) ? "is a link to something that does not exist" : missing;
  if (code === "ENOTDIR") return "is not a folder";
  if (code === "ELOOP") return "is a link that leads back to itself";
  if (code === "EACCES" || code === "EPERM") return "may not be read by you; change its permissions";
  return `cannot be read (${code})`;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
