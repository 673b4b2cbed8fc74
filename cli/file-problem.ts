import { dirname, relative } from "node:path";
import { UserError } from "./user-error";

const WORDS: Readonly<Record<string, (path: string) => string>> = {
  EACCES: refused,
  EPERM: refused,
  EROFS: (path) => `${path} cannot be written: it is on a file system that is mounted for reading only`,
  EISDIR: folder,
  // Node's own code, of rmSync.
  ERR_FS_EISDIR: folder,
  ENOTDIR: noFolder,
  EEXIST: noFolder,
  ELOOP: (path) =>
    `${path} cannot be reached: a link on the way to it leads back to itself${isOutput(path) ? REMOVE : "; remove that link"}`,
};

// What is in cdktf.out is made by synthesis: nobody has named a place there, so nobody can name another one.
const OUTPUT = /^cdktf\.out(\/|$)/;
const SYNTHESIZED_FILES = /^cdktf\.out\/(manifest\.json|reconciler\.zip|stacks\/[^/]+\/.+)$/;
const REMOVE = "\nRemove cdktf.out, which the next synthesis makes anew: rm -r cdktf.out";

/** The one place that puts what the file system refuses into words for the user; undefined for any other error. */
export function fileProblem(error: unknown): UserError | undefined {
  if (!(error instanceof Error)) return undefined;
  // A file that is renamed is a draft of the one that the user named.
  const problem = error as NodeJS.ErrnoException & { readonly dest?: string };
  const { code = "", path: first, dest: path = first, syscall } = problem;
  if (code === "ENOSPC") return new UserError(diskFull(path));
  if (path === undefined) return undefined;
  // None above it is missing, as it is made with those above it: it is a link that leads nowhere.
  if (code === "ENOENT" && syscall === "mkdir" && isOutput(path)) return new UserError(noFolder(path));
  return Object.hasOwn(WORDS, code) ? new UserError(WORDS[code]?.(path) ?? "") : undefined;
}

/** Mostly without a path: a disk fills up while a file is written, and then Node knows only that file's number. */
function diskFull(path = "a file"): string {
  return `${path} cannot be written: the disk is full
Make room on it. See which one it is: df -h (by size), df -i (by number of files)`;
}

function folder(path: string): string {
  return SYNTHESIZED_FILES.test(relative("", path))
    ? `${path} is a folder; it should be a file${REMOVE}`
    : `${path} is a folder; name a file`;
}

function noFolder(path: string): string {
  const what = `${path} cannot be made: it, or what should be a folder above it, is a file or a link that leads nowhere`;
  return `${what}${isOutput(path) ? REMOVE : "; name another place"}`;
}

function isOutput(path: string): boolean {
  return OUTPUT.test(relative("", path));
}

function refused(path: string): string {
  return `${path} may not be read or written by you
See whose it and its folder are: ls -ld ${dirname(path)} ${path}
What root made there, by a run with sudo or in a container, take back: sudo chown -R "$USER" ${path}`;
}
