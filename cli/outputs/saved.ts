import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { outputsParameter } from "../../constructs/names";
import type { StackSpec } from "../../models/format/spec";
import { needing } from "../aws-problem";
import { replaceFile } from "../replace-file";
import { parseSaved } from "../saved-json";

/** Outputs by name, such as `video_queue`; every value is text. */
export type Outputs = Readonly<Record<string, string>>;

/** The outputs of the deployed stack, as Terraform saved them in the Parameter Store; undefined when there is no stack. */
export async function deployedOutputs({ stackName, region }: StackSpec): Promise<Outputs | undefined> {
  const Name = outputsParameter(stackName);
  try {
    const ssm = new SSMClient({ region });
    const { Parameter } = await needing("ssm:GetParameter", ssm.send(new GetParameterCommand({ Name })));
    return JSON.parse(Parameter?.Value ?? "{}") as Outputs;
  } catch (error) {
    if (error instanceof Error && error.name === "ParameterNotFound") return undefined;
    throw error;
  }
}

/** @param folder where it is; by default the stack's own folder below `stacks` */
export function outputsFile(stackName: string, folder = join("stacks", stackName)): string {
  return join(folder, "outputs.json");
}

export function saveOutputs(file: string, outputs: Outputs): void {
  replaceFile(file, `${JSON.stringify(outputs, null, 2)}\n`);
}

export function savedOutputs(file: string): Outputs | undefined {
  try {
    return parseSaved(readFileSync(file, "utf8"), file, "Ask AWS, without --saved.") as Outputs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Also removes the folder, unless something else is in it. */
export function removeOutputs(file: string): void {
  rmSync(file, { force: true });
  const folder = dirname(file);
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}
