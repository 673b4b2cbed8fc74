#!/usr/bin/env node
// Stands in for terraform where cdktf runs it: runs it as it was asked to, and puts what it says on stderr into the file
// that ALOUD_INTO names, too. See overhear.ts.
"use strict";
const { spawn } = require("node:child_process");
const { appendFileSync } = require("node:fs");

const { ALOUD_TERRAFORM: terraform = "terraform", ALOUD_INTO: file, ...env } = process.env;
// The terminal's Ctrl-C and its end reach Terraform by themselves; it ends when it has saved its state. They may come as soon
// as it runs.
for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => {});

const child = spawn(terraform, process.argv.slice(2), { env, stdio: ["inherit", "inherit", "pipe"] });
process.on("SIGTERM", () => child.kill("SIGTERM"));

child.stderr.on("data", (chunk) => {
  appendFileSync(file, chunk);
  process.stderr.write(chunk);
});
// Whoever listened may be gone. Terraform, which has a state to save, must not notice.
process.stderr.on("error", () => {});

child.on("error", ({ message }) => {
  console.error(message);
  process.exitCode = 127;
});
child.on("close", (status) => (process.exitCode = status ?? 1));
