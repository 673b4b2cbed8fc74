import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missingFor, start } from "../../cli/shell/interactive";

let folder: string;
const before = process.env.PATH;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "path-"));
  process.env.PATH = folder;
});
afterEach(() => {
  process.env.PATH = before;
  rmSync(folder, { recursive: true });
});

const install = (name: string, script: string) => {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
};
const session = ["aws", "ssm", "start-session", "--target", "i-1"] as const;

test("a session needs the AWS command line and its plugin, ssh only itself", () => {
  expect(missingFor(session)).toEqual(["aws", "session-manager-plugin"]);
  install("aws", "");
  expect(missingFor(session)).toEqual(["session-manager-plugin"]);
  install("session-manager-plugin", "");
  expect(missingFor(session)).toEqual([]);
  expect(missingFor(["ssh", "ec2-user@192.0.2.1"])).toEqual(["ssh"]);
});

test("what is started gets its words, and its status is handed on", async () => {
  install("aws", `echo "$@" > ${folder}/called; exit 7`);
  expect(await start(session)).toBe(7);
  install("check", `test "$(/bin/cat ${folder}/called)" = "ssm start-session --target i-1"`);
  expect(await start(["check"])).toBe(0);
});

test("a path below the user's home is spelled out, as a shell would", async () => {
  install("ssh", `test "$2" = "$HOME/.ssh/lab.pem"`);
  expect(await start(["ssh", "-i", "~/.ssh/lab.pem", "ec2-user@192.0.2.1"])).toBe(0);
});

test("Ctrl-C is left to what runs, and this program takes it again afterwards", async () => {
  const listeners = process.listenerCount("SIGINT");
  install("ssh", "exit 0");
  const running = start(["ssh"]);
  expect(process.listenerCount("SIGINT")).toBe(listeners + 1);
  await running;
  expect(process.listenerCount("SIGINT")).toBe(listeners);
});
