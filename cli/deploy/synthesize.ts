import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "../replace-file";
import { UserError } from "../user-error";

const OUTPUT = "cdktf.out";

/** Folder in which Terraform runs for a stack. */
export function stackFolder(stackName: string): string {
  return join(OUTPUT, "stacks", stackName);
}

/**
 * Synthesizes all models into cdktf.out, as `cdktf synth` does, but lets nobody see a half-written file: another deploy
 * may be reading there, of this folder's other model.
 */
export function synthesize(): void {
  const { app } = JSON.parse(readFileSync("cdktf.json", "utf8")) as { app?: unknown };
  if (typeof app !== "string") throw new UserError(`cdktf.json has no "app"; it should be "node run.cjs main.ts"`);
  mkdirSync(OUTPUT, { recursive: true });
  const draft = mkdtempSync(join(OUTPUT, ".draft-"));
  try {
    const { status } = spawnSync(app, {
      shell: true,
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, CDKTF_OUTDIR: draft, CDKTF_CONTEXT_JSON: undefined },
    });
    if (status !== 0) throw new UserError("the models could not be synthesized; see above");
    putInPlace(draft, OUTPUT);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function putInPlace(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) putInPlace(source, target);
    else if (!sameBytes(source, target)) replaceFile(target, readFileSync(source));
  }
}

function sameBytes(one: string, other: string): boolean {
  try {
    return readFileSync(one).equals(readFileSync(other));
  } catch {
    return false;
  }
}
