import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Emulator } from "../emulator/emulator";
import { projectFolder } from "../emulator/place";
import { runWell, type Outcome, type Surroundings } from "./command";
import { mirror } from "./needs";

/** A user's folder with models and a cdktf.json, from which the real `cdktf` and `terraform` deploy to an emulator. */
export interface UserProject {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** `cdktf <args>` in the folder. */
  cdktf(...args: string[]): Promise<Outcome>;
  /** `terraform <args>` in the synthesized stack. */
  terraform(stack: string, args: readonly string[], statuses?: readonly number[]): Promise<Outcome>;
  remove(): void;
}

export interface UserProjectOptions {
  /** Files or folders that become `models/`. Default: the shipped models. */
  readonly models?: readonly string[];
  /** Beyond region, state and the provider's version. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly environment?: NodeJS.ProcessEnv;
}

/** The S3 bucket of Terraform's state, which the test's emulator must hold. */
export const stateBucket = "elastic-models-state";

export function makeProject(emulator: Emulator, options: UserProjectOptions = {}): UserProject {
  const folder = mkdtempSync(path.join(os.tmpdir(), "elastic-models-"));
  const code = projectFolder();
  const models = options.models ?? [
    path.join(code, "models", "Megadetector.yaml"),
    path.join(code, "models", "Midwater.yaml"),
  ];
  mkdirSync(path.join(folder, "models"));
  for (const model of models) cpSync(model, path.join(folder, "models", path.basename(model)));
  writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify(cdktfJson(code, options.context), null, 2));
  const configuration = path.join(folder, "terraform.rc");
  writeFileSync(
    configuration,
    `provider_installation {\n  filesystem_mirror {\n    path = "${mirror().folder}"\n  }\n}\n`,
  );

  const environment = {
    ...process.env,
    ...quietTerraform(configuration),
    ...emulator.environment,
    ...options.environment,
  };
  const here: Surroundings = { folder, environment };
  return {
    folder,
    environment,
    cdktf: (...args) => runWell(path.join(code, "node_modules", ".bin", "cdktf"), args, here),
    terraform: (stack, args, statuses) =>
      runWell(
        "terraform",
        [...args, "-no-color"],
        { environment, folder: path.join(folder, "cdktf.out", "stacks", stack) },
        statuses,
      ),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function cdktfJson(code: string, context: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    language: "typescript",
    app: `node ${path.join(code, "run.cjs")} ${path.join(code, "main.ts")}`,
    projectId: "6e1a6c2b-58b6-4a52-8c4e-60f3f5b0c0de",
    sendCrashReports: "false",
    context: {
      region: "us-west-2",
      statePrefix: "elastic-models",
      stateBucket,
      awsProviderVersion: mirror().version,
      ...context,
    },
  };
}

/** Variables for Terraform: off the network, no questions, the mirror's provider, and none of the caller's own. */
function quietTerraform(configuration: string): NodeJS.ProcessEnv {
  const callers = Object.keys(process.env).filter((name) => /^(TF_|CDKTF_)/.test(name));
  return {
    ...Object.fromEntries(callers.map((name) => [name, undefined])),
    CI: "1",
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    TF_CLI_CONFIG_FILE: configuration,
    // The emulator has no host name a bucket.
    TF_CLI_ARGS_init: "-backend-config=use_path_style=true",
    // cdktf locks providers before a plan, which by itself would ask the registry.
    TF_CLI_ARGS_providers_lock: `-fs-mirror=${mirror().folder}`,
  };
}
