import type { Command } from "commander";
import { exitStatus } from "./exit-status";
import { explain } from "./help";
import { modelNamed, modelsHere } from "./models";
import { deployedOutputs, outputsFile, savedOutputs } from "./outputs/saved";
import { bold, print } from "./terminal";
import { UserError } from "./user-error";

export function define(command: Command): void {
  command
    .description("Shows what a deployed stack is made of: names, URLs and ARNs, from the Parameter Store.")
    .argument("<model>", "its StackName")
    .option("--json", "as JSON, for a program")
    .option("--saved", "what the last ./model deploy from this folder saved, without asking AWS")
    .action(show);
  explain(command, {
    examples: [
      ["./model outputs Megadetector", "as a table"],
      ["./model outputs Megadetector --json | jq -r .video_queue_url", "one of them"],
      ["./model outputs Megadetector --saved", "without AWS credentials"],
    ],
    statuses: [exitStatus.aws],
  });
}

async function show(name: string, { json, saved }: { json?: boolean; saved?: boolean }): Promise<void> {
  const spec = modelNamed(name, modelsHere().models);
  const file = outputsFile(spec.stackName);
  const outputs = saved ? savedOutputs(file) : await deployedOutputs(spec);
  if (!outputs) {
    throw new UserError(
      saved
        ? `there is no ${file}: ${spec.stackName} was not deployed from this folder\nAsk AWS: ./model outputs ${spec.stackName}`
        : `${spec.stackName} is not deployed in ${spec.region}\nDeploy it: ./model deploy ${spec.stackName}`,
    );
  }
  if (json) print(JSON.stringify(outputs, null, 2));
  else for (const line of asTable(outputs)) print(line);
}

function asTable(outputs: Readonly<Record<string, string>>): string[] {
  const width = Math.max(...Object.keys(outputs).map((name) => name.length)) + 2;
  return Object.entries(outputs).map(([name, value]) => `${bold(name.padEnd(width), process.stdout)}${value}`);
}
