import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../review/plan";
import type { Stacks } from "../../review/affected";

/** What is read here of `cdktf.out/manifest.json`. */
interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly synthesizedStackPath: string }>>;
}

/**
 * Runs a project's app in its folder, as cdktf would; the stacks are then in its `cdktf.out`.
 * @returns what the app complained of, with its status
 */
export function synthesizeIn(folder: string, app: string): { readonly status: number; readonly complaints: string } {
  // Stacks of an earlier run would count as made by this one.
  rmSync(join(folder, "cdktf.out", "manifest.json"), { force: true });
  const { status, stderr } = spawnSync(app, {
    shell: true,
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, CDKTF_OUTDIR: undefined, CDKTF_CONTEXT_JSON: undefined },
  });
  return { status: status ?? 1, complaints: stderr.trimEnd() };
}

/** The stacks of the last synthesis in a folder. */
export function stacksOf(folder: string): Stacks {
  const output = join(folder, "cdktf.out");
  const { stacks } = JSON.parse(readFileSync(join(output, "manifest.json"), "utf8")) as Manifest;
  return new Map(
    Object.entries(stacks).map(([name, { synthesizedStackPath }]) => [
      name,
      JSON.parse(readFileSync(join(output, synthesizedStackPath), "utf8")) as Json,
    ]),
  );
}

/** The app command of the folder's cdktf.json. */
export function appOf(folder: string): string {
  const { app } = JSON.parse(readFileSync(join(folder, "cdktf.json"), "utf8")) as { app?: unknown };
  if (typeof app !== "string") throw new Error(`${join(folder, "cdktf.json")} has no "app"`);
  return app;
}
