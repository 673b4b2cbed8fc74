import { rmSync } from "node:fs";
import path from "node:path";
import type { Emulator } from "../emulator/emulator";
import { projectFolder } from "../emulator/place";
import { quietTerraform, terraformFrom } from "../emulator/terraform";
import { run, runWell, type Outcome, type Surroundings } from "./command";
import { makeFolder, shippedModels } from "./folder";
import { mirror } from "./needs";
import { runOnTerminal, type Dialogue } from "./terminal";

/** A user's folder, from which the real `cdktf` and `terraform` deploy to an emulator. */
export interface UserProject {
  readonly folder: string;
  /** For other programs that are to see the same Terraform and the same AWS. */
  readonly environment: NodeJS.ProcessEnv;
  /** The same folder, whose Terraform sees another copy of the account. */
  at(endpoint: string): UserProject;
  /**
   * `cdktf <args>` in the folder. On a busy machine it loses the end of what Terraform says (node-pty #72), so look at
   * its status, and for Terraform's words ask `terraform`.
   */
  cdktf(...args: string[]): Promise<Outcome>;
  /** `./model <args>` in the folder; any status is an outcome. */
  model(...args: string[]): Promise<Outcome>;
  /** The same on a terminal of its own, where a user answers these questions; stdout is all that stands there. */
  onTerminal(dialogue: Dialogue, ...args: string[]): Promise<Outcome>;
  /** `terraform <args>` in the synthesized stack; statuses: those that are no failure, by default 0. */
  terraform(stack: string, args: readonly string[], statuses?: readonly number[]): Promise<Outcome>;
  remove(): void;
}

export interface UserProjectOptions {
  /** Names of shipped models. Default: all. */
  readonly models?: readonly string[];
  /** Of cdktf.json, beyond region, state and the provider's version. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Over the emulator's. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** The S3 bucket of Terraform's state, which the test's emulator must hold. */
export const stateBucket = "elastic-models-state";

export function makeProject(emulator: Emulator, options: UserProjectOptions = {}): UserProject {
  const { models = shippedModels, context } = options;
  const folder = makeFolder(models, { stateBucket, awsProviderVersion: mirror().version, ...context });
  const terraforms = { ...quietTerraform(), ...terraformFrom(mirror().folder, path.join(folder, "terraform.rc")) };
  return projectIn(folder, { ...process.env, ...terraforms, ...emulator.environment, ...options.environment });
}

function projectIn(folder: string, environment: NodeJS.ProcessEnv): UserProject {
  const inStack = (stack: string): Surroundings => ({
    environment,
    folder: path.join(folder, "cdktf.out", "stacks", stack),
  });
  const cdktf = path.join(projectFolder(), "node_modules", ".bin", "cdktf");
  const model = path.join(projectFolder(), "model");
  return {
    folder,
    environment,
    at: (endpoint) => projectIn(folder, { ...environment, AWS_ENDPOINT_URL: endpoint }),
    cdktf: (...args) => runWell(cdktf, args, { folder, environment }),
    model: (...args) => run(process.execPath, [model, ...args], { folder, environment }),
    onTerminal: (dialogue, ...args) =>
      runOnTerminal(dialogue, [process.execPath, model, ...args], { folder, environment }),
    terraform: (stack, args, statuses) => runWell("terraform", [...args, "-no-color"], inStack(stack), statuses),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
