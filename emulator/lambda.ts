import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { unzipSync } from "fflate";
import type { Emulator } from "./emulator";
import { projectFolder } from "./place";

export interface Invocation {
  readonly region: string;
  /** How many seconds the function's clock is ahead of the machine's, as the emulator's is. */
  readonly ahead: number;
  /** Time that the function is told it has. */
  readonly seconds: number;
}

/** What is read here of GetFunction's answer. */
interface Deployed {
  readonly Code: { readonly Location: string };
  readonly Configuration: { readonly Environment: { readonly Variables: Readonly<Record<string, string>> } };
}

/** Lambda's own part. Its runtime carries the SDK; here it is the project's. */
const RUN = `
const now = Date.now, ahead = Number(process.env.RUN_AHEAD) * 1000, end = now() + Number(process.env.RUN_SECONDS) * 1000;
Date.now = () => now() + ahead;
require("./index.js").handler({}, { getRemainingTimeInMillis: () => end - now() }).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});`;

/**
 * Runs a deployed function as Lambda would, with its own code and variables, in a process of its own: the emulator keeps
 * functions but runs none.
 *
 * @returns the lines that it wrote to its log
 * @throws Error with what it said when it fails
 */
export async function invoke(emulator: Emulator, name: string, run: Invocation): Promise<string[]> {
  const authorization = `AWS4-HMAC-SHA256 Credential=emulator/20260101/${run.region}/lambda/aws4_request`;
  const answer = await fetch(`${emulator.endpoint}/2015-03-31/functions/${name}`, { headers: { authorization } });
  if (!answer.ok) throw new Error(`there is no function ${name}: ${await answer.text()}`);
  const { Code, Configuration } = (await answer.json()) as Deployed;
  const zip = new Uint8Array(await (await fetch(Code.Location)).arrayBuffer());
  const folder = mkdtempSync(path.join(os.tmpdir(), "elastic-models-function-"));
  try {
    for (const [file, bytes] of Object.entries(unzipSync(zip))) writeFileSync(path.join(folder, file), bytes);
    return await lines(folder, {
      ...process.env,
      ...emulator.environment,
      ...Configuration.Environment.Variables,
      AWS_REGION: run.region,
      NODE_PATH: path.join(projectFolder(), "node_modules"),
      RUN_AHEAD: String(run.ahead),
      RUN_SECONDS: String(run.seconds),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lines(cwd: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["-e", RUN], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (status) => {
      if (status === 0) resolve(stdout.split("\n").filter((line) => line !== ""));
      else reject(new Error(`the function failed:\n${stdout}${stderr}`));
    });
  });
}
