import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Emulator } from "../emulator/emulator";
import { projectFolder } from "../emulator/place";
import { loadModels } from "../models/format/load";
import { formatProblem } from "../models/format/problems";
import { python } from "./client-driver";
import { runWell } from "./command";
import { makeFolder, program } from "./folder";

/** Where stand-ins of stacks can be looked at, and what reading their models has said. */
export interface StandIns {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly warnings: readonly string[];
}

/**
 * Stacks of Megadetector's YAML under these names, synthesized by the real program; of what they hold, the emulator gets
 * what the client and a worker see, in the order of the names.
 */
export async function standIn(emulator: Emulator, names: readonly string[]): Promise<StandIns> {
  const folder = makeFolder([], {});
  const yaml = readFileSync(path.join(projectFolder(), "models", "Megadetector.yaml"), "utf8");
  for (const name of names)
    writeFileSync(path.join(folder, "models", `${name}.yaml`), yaml.replace(/^StackName: .*/m, `StackName: ${name}`));
  const environment = { ...process.env, ...emulator.environment, PYTHONDONTWRITEBYTECODE: "1" };
  await runWell(program.command, program.args, { folder, environment });
  const stacks = names.map((name) => path.join(folder, "cdktf.out", "stacks", name, "cdk.tf.json"));
  const script = path.join(projectFolder(), "e2e", "client", "stand_in.py");
  await runWell(await python(), [script, ...stacks], { folder, environment });
  return { folder, environment, warnings: loadModels(folder).problems.map(formatProblem) };
}
