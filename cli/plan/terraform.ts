import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { UserError } from "../user-error";

export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Terraform in a folder to its end; it asks nothing. */
export function terraform(folder: string, ...words: readonly string[]): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = spawn("terraform", words, { cwd: folder, env: environment(), stdio: ["ignore", "pipe", "pipe"] });
    const [stdout, stderr]: Buffer[][] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => stdout?.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr?.push(chunk));
    child.on("error", (error: NodeJS.ErrnoException) => reject(error.code === "ENOENT" ? missing() : error));
    child.on("close", (status) => {
      const text = (chunks: Buffer[] = []) => Buffer.concat(chunks).toString();
      resolve({ status: status ?? 1, stdout: text(stdout), stderr: text(stderr) });
    });
  });
}

function missing(): UserError {
  return new UserError(
    "there is no `terraform` on the PATH; version 1.10 or newer is needed: https://developer.hashicorp.com/terraform/install",
  );
}

/**
 * The provider (700 MB) is installed once for all stacks, in the folder that cdktf uses for it. Without the second variable
 * Terraform would fetch it again for each new stack, to fill a lock file that is never kept here.
 */
function environment(): NodeJS.ProcessEnv {
  const cache = process.env.TF_PLUGIN_CACHE_DIR ?? join(homedir(), ".terraform.d", "plugin-cache");
  if (cache !== "") mkdirSync(cache, { recursive: true });
  return {
    ...process.env,
    TF_PLUGIN_CACHE_DIR: cache,
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "true",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: process.env.CHECKPOINT_DISABLE ?? "1",
  };
}

let lastInit: Promise<unknown> = Promise.resolve();

/** Stacks are initialized one after the other: the shared cache may not be written by two at a time. */
export function initialize(folder: string): Promise<Said> {
  const init = lastInit.then(() => terraform(folder, "init", "-input=false", "-no-color"));
  lastInit = init.catch(() => undefined);
  return init;
}
