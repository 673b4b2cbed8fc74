import { dirname } from "node:path";
import { UserError } from "./user-error";

const WORDS: Readonly<Record<string, (path: string) => string>> = {
  EACCES: refused,
  EPERM: refused,
  EROFS: (path) => `${path} cannot be written: it is on a file system that is mounted for reading only`,
  ENOSPC: (path) => `${path} cannot be written: the disk is full`,
};

/** The one place that puts what the file system refuses into words for the user; undefined for any other error. */
export function fileProblem(error: unknown): UserError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = "", path } = error as NodeJS.ErrnoException;
  return path === undefined || !Object.hasOwn(WORDS, code) ? undefined : new UserError(WORDS[code]?.(path) ?? "");
}

function refused(path: string): string {
  return `${path} may not be read or written by you
See whose it and its folder are: ls -ld ${dirname(path)} ${path}
What root made there, by a run with sudo or in a container, take back: sudo chown -R "$USER" ${path}`;
}
