import { spawnSync } from "node:child_process";
import { UserError } from "../user-error";

/** What git says, without the last line's end; undefined when it refuses. */
export function git(folder: string, ...words: string[]): string | undefined {
  const { status, stdout, error } = spawnSync("git", words, { cwd: folder, encoding: "utf8", maxBuffer: 1e9 });
  if (error && (error as NodeJS.ErrnoException).code === "ENOENT") {
    throw new UserError(
      "there is no `git` on the PATH, which comparing with a base needs. Install git, or plan with --all.",
    );
  }
  return status === 0 ? stdout.replace(/\n$/, "") : undefined;
}

/** Top folder of the repository that holds a folder; undefined when none does. */
export function repositoryOf(folder: string): string | undefined {
  return git(folder, "rev-parse", "--show-toplevel");
}

export interface Base {
  /** As the user named it, such as `origin/main`. */
  readonly name: string;
  /** Where this branch left it: what came to the base later is not this branch's doing. */
  readonly commit: string;
  /** How many commits the base has that this branch lacks. */
  readonly ahead: number;
}

/** @throws UserError when the base does not exist, or has nothing in common with what is checked out */
export function baseOf(folder: string, name: string): Base {
  if (git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`) === undefined) {
    const branches = git(folder, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes") ?? "";
    const known = branches.split("\n").filter((branch) => branch !== "" && !branch.endsWith("/HEAD"));
    const there = known.length > 0 ? `There are: ${known.slice(0, 10).join(", ")}.` : "There are no branches yet.";
    throw new UserError(`the base ${name} does not exist. ${there}
Fetch it (git fetch origin), name another one with --base, or plan everything with --all.`);
  }
  const commit = git(folder, "merge-base", "HEAD", name);
  if (commit === undefined) {
    throw new UserError(`${name} and what is checked out have no commit in common.
In a shallow clone, fetch the history first: git fetch --unshallow (in a workflow: fetch-depth: 0).`);
  }
  return { name, commit, ahead: Number(git(folder, "rev-list", "--count", `HEAD..${name}`) ?? 0) };
}

/** Files below a folder that differ from the last commit, relative to the top of its repository. */
export function uncommitted(folder: string): string[] {
  const said = git(folder, "status", "--porcelain=v1", "--untracked-files=all", "--", ".") ?? "";
  return said
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.slice(3));
}

/** Writes all files of a commit into an empty folder, without a trace in the repository. */
export function checkOut(repository: string, commit: string, into: string): void {
  const environment = { ...process.env, GIT_INDEX_FILE: `${into}.index` };
  for (const words of [
    ["read-tree", commit],
    ["checkout-index", "--all", `--prefix=${into}/`],
  ]) {
    const { status, stderr } = spawnSync("git", words, { cwd: repository, env: environment, encoding: "utf8" });
    if (status !== 0) throw new UserError(`git could not check out ${commit}: ${stderr.trim()}`);
  }
}
