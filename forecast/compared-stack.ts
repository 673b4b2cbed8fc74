import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StackSettings } from "./design";
import { readStack, type SynthesizedStack } from "./read-stack";

/** The model on which the designs are compared: what it does not say is what every model gets. */
export const comparedModel = `StackName: Compared
TaskDefinition: compared
ContainerImage: 123456789012.dkr.ecr.us-west-2.amazonaws.com/detector:1.0.0
FleetSize: 10
TimeoutHours: 4
model_location: s3://models-123456789012/detector.pt
track_config: s3://models-123456789012/track.yaml
`;

/** Its stack as the program in `project` makes it, in a folder that does not stay. */
export function comparedStack(project: string): StackSettings {
  const folder = mkdtempSync(join(tmpdir(), "compared-"));
  try {
    mkdirSync(join(folder, "models"));
    writeFileSync(join(folder, "models", "Compared.yaml"), comparedModel);
    cpSync(join(project, "cdktf.json"), join(folder, "cdktf.json"));
    const run = spawnSync(process.execPath, [join(project, "run.cjs"), "main.ts"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, CDKTF_OUTDIR: undefined, CDKTF_CONTEXT_JSON: undefined },
    });
    if (run.status !== 0) throw new Error(`The compared model could not be synthesized:\n${run.stderr}`);
    const json = readFileSync(join(folder, "cdktf.out", "stacks", "Compared", "cdk.tf.json"), "utf8");
    return readStack(JSON.parse(json) as SynthesizedStack);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
