import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { projectFolder } from "../emulator/place";
import { loadModels } from "../models/format/load";

/** How a shell runs this project's program, whatever folder it stands in. */
export const program = {
  command: "node",
  args: [path.join(projectFolder(), "run.cjs"), path.join(projectFolder(), "main.ts")],
};

const { models, pipelines } = loadModels(projectFolder());

/** StackNames of the shipped models, which are also their files' names. */
export const shippedModels: readonly string[] = models.map(({ stackName }) => stackName);

/** Names of the shipped pipelines, which are also their files' names. */
export const shippedPipelines: readonly string[] = pipelines.map(({ name }) => name);

/** A new folder as a user has it: `cdktf.json` with this context, and `models/` with copies of these shipped models and pipelines. */
export function makeFolder(models: readonly string[], context: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "elastic-models-"));
  mkdirSync(path.join(folder, "models"));
  for (const model of models)
    cpSync(path.join(projectFolder(), "models", `${model}.yaml`), path.join(folder, "models", `${model}.yaml`));
  const cdktfJson = {
    language: "typescript",
    app: [program.command, ...program.args].join(" "),
    projectId: "6e1a6c2b-58b6-4a52-8c4e-60f3f5b0c0de",
    sendCrashReports: "false",
    context: { region: "us-west-2", statePrefix: "elastic-models", ...context },
  };
  writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify(cdktfJson, null, 2));
  return folder;
}
