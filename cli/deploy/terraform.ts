import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { UserError } from "../user-error";
import { stackFolder } from "./synthesize";

/** @throws UserError when there is no terraform to be found; which version a stack needs, Terraform says itself */
export function requireTerraform(): void {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const name = process.platform === "win32" ? "terraform.exe" : "terraform";
  if (folders.some((folder) => existsSync(join(folder, name)))) return;
  throw new UserError(`there is no terraform on the PATH
Install version 1.10 or newer: https://developer.hashicorp.com/terraform/install`);
}

/**
 * Runs terraform in a synthesized stack, quietly.
 * @returns what it said on stdout
 * @throws UserError with what it said when it fails
 */
export async function terraform(stackName: string, words: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await quietly(stackName, [...words, "-no-color"]);
  if (status === 0) return stdout;
  throw new UserError(`terraform ${words.join(" ")} failed for ${stackName}:\n${stderr.trim() || stdout.trim()}`);
}

/** Prepares Terraform for a stack, which cdktf does only as a part of its own commands. */
export async function init(stackName: string, ...words: readonly string[]): Promise<void> {
  await terraform(stackName, ["init", "-input=false", ...words]);
}

function quietly(
  stackName: string,
  words: readonly string[],
): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, CHECKPOINT_DISABLE: process.env.CHECKPOINT_DISABLE ?? "1", TF_IN_AUTOMATION: "1" };
    const child = spawn("terraform", words, { cwd: stackFolder(stackName), stdio: ["ignore", "pipe", "pipe"], env });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout, stderr: stripVTControlCharacters(stderr) }));
  });
}
