import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { replaceFile } from "../../cli/replace-file";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "replace-"))));
afterEach(() => rmSync(folder, { recursive: true }));

test("it makes the folders that are missing and leaves nothing else", () => {
  replaceFile(join(folder, "a/b/file.json"), "text");
  expect(readFileSync(join(folder, "a/b/file.json"), "utf8")).toBe("text");
  expect(readdirSync(join(folder, "a/b"))).toEqual(["file.json"]);
});

test("it keeps the permissions of a file and a link to it", () => {
  writeFileSync(join(folder, "real"), "old");
  chmodSync(join(folder, "real"), 0o600);
  symlinkSync("real", join(folder, "link"));
  replaceFile(join(folder, "link"), "new");
  expect(readFileSync(join(folder, "real"), "utf8")).toBe("new");
  expect(statSync(join(folder, "real")).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).sort()).toEqual(["link", "real"]);
});

test("what cannot be replaced stays as it was", () => {
  replaceFile(join(folder, "file"), "old");
  replaceFile(join(folder, "taken/inside"), "x");
  expect(() => replaceFile(join(folder, "taken"), "new")).toThrow();
  expect(readFileSync(join(folder, "taken/inside"), "utf8")).toBe("x");
  expect(readdirSync(folder).sort()).toEqual(["file", "taken"]);
});
