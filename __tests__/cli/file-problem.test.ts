import { resolve } from "node:path";
import { fileProblem } from "../../cli/file-problem";
import { run } from "./run";
import { commands } from "../../cli/commands";

const failure = (code: string, path?: string) =>
  Object.assign(new Error(`${code}: no, open '${path}'`), { code, ...(path !== undefined && { path }) });

test.each([
  [
    "EACCES",
    /^out\/review\.md may not be read or written by you\nSee whose it and its folder are: ls -ld out out\/review/,
  ],
  ["EPERM", /^out\/review\.md may not be/],
  ["EROFS", /^out\/review\.md cannot be written: .* reading only$/],
  ["ENOSPC", /^out\/review\.md cannot be written: the disk is full\n/],
  ["EISDIR", /^out\/review\.md is a folder; name a file$/],
  ["ENOTDIR", /^out\/review\.md cannot be made: .* is a file or a link that leads nowhere; name another place$/],
  ["EEXIST", /^out\/review\.md cannot be made: /],
  ["ELOOP", /^out\/review\.md cannot be reached: a link .* leads back to itself; remove that link$/],
])("%s is told with the path", (code, words) => {
  expect(fileProblem(failure(code, "out/review.md"))?.message).toMatch(words);
});

describe("what stands in the way in cdktf.out, where nobody has named a place, is to be removed", () => {
  const remove = "Remove cdktf.out, which the next synthesis makes anew: rm -r cdktf.out";
  test.each([
    ["EEXIST", "cdktf.out"],
    ["ENOTDIR", "cdktf.out/stacks"],
    ["ELOOP", "cdktf.out/manifest.json"],
    ["EISDIR", "cdktf.out/manifest.json"],
    ["ERR_FS_EISDIR", "cdktf.out/manifest.json"],
    ["EISDIR", resolve("cdktf.out/reconciler.zip")],
    ["EISDIR", "cdktf.out/stacks/Megadetector/cdk.tf.json"],
  ])("%s at %s", (code, path) => {
    const { message = "" } = fileProblem(failure(code, path)) ?? {};
    expect(message.split("\n")).toEqual([expect.stringMatching(/^\S+ (?!.*name)/), remove]);
  });

  // It would be made anew and be in the way again.
  test.each(["cdktf.out", "cdktf.out/review.md", "/elsewhere/cdktf.out/manifest.json"])(
    "but not %s, a folder where a user has named a file",
    (path) => expect(fileProblem(failure("EISDIR", path))?.message).toBe(`${path} is a folder; name a file`),
  );
});

test("a cdktf.out that is a link to nowhere is told, though Node calls it missing", () => {
  const made = Object.assign(failure("ENOENT", "cdktf.out"), { syscall: "mkdir" });
  expect(fileProblem(made)?.message).toMatch(
    /^cdktf\.out cannot be made: .* a link that leads nowhere\nRemove cdktf\.out/,
  );
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
  const missing = Object.assign(failure("ENOENT", "cdktf.out/manifest.json"), { syscall: "open" });
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
