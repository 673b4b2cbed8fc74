import { readFileSync } from "node:fs";
import { fileProblem } from "../../cli/file-problem";
import { run } from "./run";
import { commands } from "../../cli/commands";

const failure = (code: string, path?: string) =>
  Object.assign(new Error(`${code}: no, open '${path}'`), { code, ...(path !== undefined && { path }) });

test.each([
  ["EACCES", /^cdktf\.out may not be read or written by you\nSee whose it and its folder are: ls -ld \. cdktf\.out\n/],
  ["EPERM", /^cdktf\.out may not be/],
  ["EROFS", /^cdktf\.out cannot be written: .* reading only$/],
  ["ENOSPC", /^cdktf\.out cannot be written: the disk is full\n/],
  ["ELOOP", /^cdktf\.out cannot be reached: a link on the way to it leads back to itself; remove that link$/],
  ["EISDIR", /^cdktf\.out is a folder; name a file$/],
  ["ENOTDIR", /^cdktf\.out cannot be made: it, or what should be a folder above it, is a file; name another place$/],
  ["EEXIST", /^cdktf\.out cannot be made: /],
])("%s is told with the path", (code, words) => {
  expect(fileProblem(failure(code, "cdktf.out"))?.message).toMatch(words);
});

test("a disk that is full when a file is already open is told without a path, which Node does not give", () => {
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });
  expect(fileProblem(full)?.message).toBe(`a file cannot be written: the disk is full
Make room on it. See which one it is: df -h (by size), df -i (by number of files)`);
});

test("of a file that is put in its place, the place is told and not the draft", () => {
  const draft = Object.assign(failure("EISDIR", "out/.review.md.1"), { dest: "out/review.md" });
  expect(fileProblem(draft)?.message).toBe("out/review.md is a folder; name a file");
});

test("a missing file and what is no file's error are left to others", () => {
  let missing: unknown;
  try {
    readFileSync("there-is-no-such-file");
  } catch (error) {
    missing = error;
  }
  for (const error of [missing, failure("EACCES"), new TypeError("x"), "text"])
    expect(fileProblem(error)).toBeUndefined();
});

test("a command that meets one shows no stack trace", async () => {
  jest.spyOn(commands.synth as { load: () => unknown }, "load").mockReturnValue({
    define: (command: { action(f: () => void): void }) =>
      command.action(() => {
        throw failure("EACCES", "stacks/Megadetector");
      }),
  });
  const { status, stderr } = await run("synth");
  jest.restoreAllMocks();
  expect([status, stderr.split("\n")[0]]).toEqual([1, "error: stacks/Megadetector may not be read or written by you"]);
});
