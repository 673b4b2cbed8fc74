import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startEmulator, type Emulator } from "../../emulator/emulator";
import { furnish } from "../account";
import { makeProject, type UserProject } from "../project";
import { Api } from "./aws/api";

/** StackNames of what is deployed for the days: one on demand, one on Spot. */
export const onDemand = "Megadetector";
export const onSpot = "Midwater";

/** Of both. */
export const timeoutHours = 0.5;

/** What days are played on: accounts to fork, and the folder that their stacks were deployed from. */
export interface Deployed {
  readonly project: UserProject;
  /** The account for days of these stacks: most of them need no other stack, whose function would run along each minute. */
  account(stacks: readonly string[]): Promise<Emulator>;
  /** When nothing is deployed from the folder any more. */
  settled(): Promise<unknown>;
  remove(): Promise<void>;
}

/**
 * The shipped models with fleets that a day can fill. The second stack comes into a copy of the account, when it is first
 * asked for.
 */
export async function deployForDays(): Promise<Deployed> {
  const emulator = await startEmulator();
  await furnish(emulator);
  const project = makeProject(emulator, { models: [onDemand, onSpot] });
  setKeys(project, onDemand, { FleetSize: 3, TimeoutHours: timeoutHours });
  setKeys(project, onSpot, { FleetSize: 3, TimeoutHours: timeoutHours, KeepWarmMinutes: 0 });
  for (const stack of [onDemand, onSpot]) await storeInputs(emulator, project, stack);
  await project.cdktf("deploy", onDemand, "--auto-approve");
  let both: Promise<Emulator> | undefined;
  const settled = () => Promise.allSettled([both]);
  return {
    project,
    account: async (stacks) => (stacks.includes(onSpot) ? (both ??= deployBeside(emulator, project)) : emulator),
    settled,
    async remove() {
      await settled();
      await both?.then((copy) => copy.stop()).catch(() => undefined);
      project.remove();
      await emulator.stop();
    },
  };
}

async function deployBeside(emulator: Emulator, project: UserProject): Promise<Emulator> {
  const copy = await emulator.fork();
  // Synthesized with the first one, whose days read what a synthesis would write anew.
  await project.at(copy.endpoint).cdktf("deploy", onSpot, "--skip-synth", "--auto-approve");
  return copy;
}

/** Writes top-level keys of a model's YAML, over those that are there. */
export function setKeys(
  project: UserProject,
  stack: string,
  keys: Readonly<Record<string, string | number | boolean>>,
) {
  const file = path.join(project.folder, "models", `${stack}.yaml`);
  let yaml = readFileSync(file, "utf8");
  for (const [key, value] of Object.entries(keys)) {
    const rest = yaml.split("\n").filter((line) => !line.startsWith(`${key}:`));
    yaml = [...rest.filter((line) => line !== ""), `${key}: ${value}`, ""].join("\n");
  }
  writeFileSync(file, yaml);
}

/** The objects that the model's YAML names, which the workers load. */
async function storeInputs(emulator: Emulator, project: UserProject, stack: string): Promise<void> {
  const { s3 } = new Api({ endpoint: emulator.endpoint, region: "us-west-2", accessKeyId: "emulator" });
  const yaml = readFileSync(path.join(project.folder, "models", `${stack}.yaml`), "utf8");
  for (const [, Bucket = "", Key = ""] of yaml.matchAll(/s3:\/\/([^/\s]+)\/(\S+)/g)) {
    const CreateBucketConfiguration = { LocationConstraint: "us-west-2" as const };
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration })).catch(() => undefined);
    await s3.send(new PutObjectCommand({ Bucket, Key: Key.replace(/\/$/, "/weights.pt"), Body: "{}" }));
  }
}
