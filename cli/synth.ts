import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { exitStatus } from "./exit-status";
import { explain } from "./help";
import { projectFolder } from "../emulator/place";
import { bold, print } from "./terminal";

// Also `npm start`, a newcomer's first command: synthesizes the working directory's models and shows what was made.

/** What is read here of cdktf.out/manifest.json. */
interface Manifest {
  readonly stacks: Readonly<
    Record<
      string,
      { readonly synthesizedStackPath: string; readonly annotations: readonly { readonly message: string }[] }
    >
  >;
}

/** What is read here of a synthesized stack: resources by type and name, each with its construct's path. */
interface Synthesized {
  readonly resource: Readonly<
    Record<string, Readonly<Record<string, { readonly "//": { readonly metadata: { readonly path: string } } }>>>
  >;
}

export function define(command: Command): void {
  command.action(synth);
  explain(command, { examples: [["./model synth", "the same as npm start"]] });
}

function synth(): void {
  const launcher = join(projectFolder(), "run.cjs");
  const { status } = spawnSync(process.execPath, [launcher, "main.ts"], {
    stdio: "inherit",
    env: { ...process.env, CDKTF_OUTDIR: undefined, CDKTF_CONTEXT_JSON: undefined },
  });
  if (status !== 0) {
    process.exitCode = exitStatus.failed;
    return;
  }
  const { stacks } = JSON.parse(readFileSync("cdktf.out/manifest.json", "utf8")) as Manifest;
  let first: string | undefined;
  for (const [name, { synthesizedStackPath, annotations }] of Object.entries(stacks)) {
    const path = join("cdktf.out", synthesizedStackPath);
    const made = JSON.parse(readFileSync(path, "utf8")) as Synthesized;
    if (needsNothing(made)) first ??= name;
    const parts = countByPart(made);
    print(`\n${bold(name, process.stdout)}  →  ${path}`);
    const width = Math.max(...[...parts.keys()].map(({ length }) => length)) + 1;
    for (const [part, types] of parts) print(`  ${part.padEnd(width)}${describe(types)}`);
    for (const { message } of annotations) print(`  warning: ${message}`);
  }
  const stack = first ?? Object.keys(stacks)[0];
  print(`
Next, with AWS credentials:
  npx cdktf diff ${stack}      shows what Terraform would make
  npx cdktf deploy ${stack}    makes it
More commands: cat help`);
}

/** True: a first deploy finds all it needs; others want a VPC that is there, an image pushed, or their models deployed. */
function needsNothing({ resource }: Synthesized): boolean {
  return "aws_vpc" in resource && !("aws_ecr_repository" in resource);
}

/** How many resources of each type a part of the stack holds; a part is what stands directly below the stack. */
function countByPart({ resource }: Synthesized): Map<string, Map<string, number>> {
  const parts = new Map<string, Map<string, number>>();
  for (const [type, blocks] of Object.entries(resource)) {
    for (const block of Object.values(blocks)) {
      const part = block["//"].metadata.path.split("/")[1] ?? "";
      const types = parts.get(part) ?? new Map<string, number>();
      parts.set(part, types.set(type, (types.get(type) ?? 0) + 1));
    }
  }
  return parts;
}

function describe(types: ReadonlyMap<string, number>): string {
  const all = [...types].map(([type, count]) => `${type.replace("aws_", "")}${count > 1 ? ` ×${count}` : ""}`);
  const total = [...types.values()].reduce((sum, count) => sum + count, 0);
  return `${String(total).padStart(2)}  ${all.join(", ")}`;
}
