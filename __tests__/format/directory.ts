import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadModels, type Loaded } from "../../models/format/load";
import { formatProblem } from "../../models/format/problems";

const PROJECT = '{ "context": { "region": "us-west-2" } }';

/** Loads a directory made of these files; `cdktf.json` is there unless it is among them (null: no such file). */
export function load(files: Readonly<Record<string, string | Uint8Array | null>>): Loaded {
  const directory = mkdtempSync(join(tmpdir(), "models-"));
  try {
    for (const [name, content] of Object.entries({ "cdktf.json": PROJECT, ...files })) {
      if (content === null) continue;
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), content);
    }
    return loadModels(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Loads one model and gives its problems as they are printed. */
export function problemsOf(text: string | Uint8Array): string[] {
  return load({ "models/Model.yaml": text }).problems.map(formatProblem);
}

/** The smallest model, with further or other lines: `model({ FleetSize: "3" })`; undefined leaves a key out. */
export function model(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const lines = {
    StackName: "Detector",
    TaskDefinition: "detector",
    ContainerImage: "123456789012.dkr.ecr.us-west-2.amazonaws.com/detector:1.0.0",
    FleetSize: "1",
    model_location: "s3://models/detector.pt",
    track_config: "s3://models/tracker.yaml",
    ...changes,
  };
  return Object.entries(lines)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}\n`]))
    .join("");
}
