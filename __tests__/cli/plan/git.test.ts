import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { baseOf, checkOut, repositoryOf, uncommitted } from "../../../cli/plan/git";
import { Repository } from "./repository";

let repository: Repository;
beforeEach(() => (repository = new Repository()));
afterEach(() => repository.remove());

test("the base is where the branch left it, and what came later is counted", () => {
  const start = repository.write({ a: "1" }).commit("start");
  repository.git("switch", "--quiet", "--create", "mine");
  repository.write({ b: "1" }).commit("mine");
  repository.git("switch", "--quiet", "main");
  repository.write({ c: "1" }).commit("theirs");
  repository.git("switch", "--quiet", "mine");
  expect(baseOf(repository.folder, "main")).toEqual({ name: "main", commit: start, ahead: 1 });
});

test("a base that does not exist is answered with those that do", () => {
  repository.write({ a: "1" }).commit("start");
  expect(() => baseOf(repository.folder, "origin/main")).toThrow(
    "the base origin/main does not exist. There are: main.",
  );
  expect(() => baseOf(repository.folder, "--output=x")).toThrow("the base --output=x does not exist.");
});

test("two histories that never met say how to fetch more", () => {
  repository.write({ a: "1" }).commit("start");
  repository.git("switch", "--quiet", "--orphan", "other");
  repository.write({ b: "1" }).commit("other");
  expect(() => baseOf(repository.folder, "main")).toThrow("fetch-depth: 0");
});

test("changed and new files are not committed, ignored ones do not count", () => {
  repository.write({ a: "1", ".gitignore": "ignored" }).commit("start");
  repository.write({ a: "2", "models/New.yaml": "x", ignored: "x" });
  expect(uncommitted(repository.folder).sort()).toEqual(["a", "models/New.yaml"]);
});

test("a folder of no repository has none", () => {
  const folder = mkdtempSync(join(tmpdir(), "plain-"));
  expect(repositoryOf(folder)).toBeUndefined();
  expect(uncommitted(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

test("a commit is checked out beside the repository, which notices nothing", () => {
  const commit = repository.write({ "models/A.yaml": "old" }).commit("start");
  repository.write({ "models/A.yaml": "new" });
  const status = repository.git("status", "--porcelain");
  const into = mkdtempSync(join(tmpdir(), "side-"));
  checkOut(repository.folder, commit, into);
  expect(readFileSync(join(into, "models/A.yaml"), "utf8")).toBe("old");
  expect(repository.git("status", "--porcelain")).toBe(status);
  expect(existsSync(join(repository.folder, ".git", "worktrees"))).toBe(false);
  rmSync(into, { recursive: true });
  rmSync(`${into}.index`);
});
