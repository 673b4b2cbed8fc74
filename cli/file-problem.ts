import { dirname } from "node:path";
import { UserError } from "./user-error";

const WORDS: Readonly<Record<string, (path: string) => string>> = {
  EACCES: refused,
  EPERM: refused,
  EROFS: (path) => `${path} cannot be written: it is on a file system that is mounted for reading only`,
  EISDIR: (path) => `${path} is a folder; name a file`,
  ENOTDIR: inNoFolder,
  EEXIST: inNoFolder,
  ELOOP: (path) => `${path} cannot be reached: a link on the way to it leads back to itself; remove that link`,
};

/** The one place that puts what the file system refuses into words for the user; undefined for any other error. */
export function fileProblem(error: unknown): UserError | undefined {
  if (!(error instanceof Error)) return undefined;
  // A file that is renamed is a draft of the one that the user named.
  const { code = "", path: first, dest: path = first } = error as NodeJS.ErrnoException & { readonly dest?: string };
  if (code === "ENOSPC") return new UserError(diskFull(path));
  return path === undefined || !Object.hasOwn(WORDS, code) ? undefined : new UserError(WORDS[code]?.(path) ?? "");
}

/** Mostly without a path: a disk fills up while a file is written, and then Node knows only that file's number. */
function diskFull(path = "a file"): string {
  return `${path} cannot be written: the disk is full
Make room on it. See which one it is: df -h (by size), df -i (by number of files)`;
}

function inNoFolder(path: string): string {
  return `${path} cannot be made: it, or what should be a folder above it, is a file; name another place`;
}

function refused(path: string): string {
  return `${path} may not be read or written by you
See whose it and its folder are: ls -ld ${dirname(path)} ${path}
What root made there, by a run with sudo or in a container, take back: sudo chown -R "$USER" ${path}`;
}
