import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "../..");
let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "launcher-"))));
afterEach(() => rmSync(folder, { recursive: true }));

function launch(launcher: string, args: string[], preload?: string) {
  const hook = preload === undefined ? [] : ["--require", file("preload.cjs", preload)];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...hook, launcher, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test("before npm ci it says to run npm ci", () => {
  for (const name of ["model", "run.cjs"]) cpSync(join(root, name), join(folder, name));
  expect(launch(join(folder, "model"), ["--help"])).toEqual({
    status: 1,
    stdout: "",
    stderr: `This project's packages are not installed yet. Install them with: cd ${folder} && npm ci\n`,
  });
});

test("under a Node that cdktf crashes on it says which to use", () => {
  const node24 = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "24.1.0" } });`;
  const { status, stderr } = launch(join(root, "model"), ["--help"], node24);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Node 24\.1\.0 cannot run this project.*\nUse Node 20 or 22/);
});

test("it loads only what the command needs: for --help neither cdktf nor the AWS SDK nor yaml", () => {
  // What has no file name yet would only be loaded when it is called.
  const loaded = `Object.values(require.cache).flatMap(({ filename }) => filename ?? [])`;
  const record = `process.on("exit", () => console.error(JSON.stringify(${loaded})));`;
  const { status, stderr } = launch(join(root, "model"), ["synth", "--help"], record);
  expect(status).toBe(0);
  const packages = new Set(stderr.match(/(?<=node_modules\/)(@[^/]+\/)?[^/"]+/g));
  expect([...packages].sort()).toEqual(["commander", "esbuild", "fastest-levenshtein"]);
});

test("it starts also where cdktf's place is taken by cdktn, which brings no archiver", () => {
  const withoutArchiver = `const Module = require("node:module");
const resolve = Module._resolveFilename;
Module._resolveFilename = function (name, ...rest) {
  if (name === "archiver") throw new Error("there is no archiver");
  return resolve.call(this, name, ...rest);
};`;
  expect(launch(join(root, "model"), ["synth", "--help"], withoutArchiver)).toMatchObject({ status: 0, stderr: "" });
});
