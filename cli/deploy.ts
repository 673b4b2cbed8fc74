import type { Command, OptionValues } from "commander";
import { callersAccount } from "./account";
import { addFlags, asWords, deployFlags } from "./deploy/cdktf-flags";
import { deploy } from "./deploy/deploy";
import { exitStatus } from "./exit-status";
import { explain } from "./help";
import { modelNamed, modelsHere } from "./models";

export function define(command: Command): void {
  command
    .description(
      `Makes or changes the stack of one model. It is \`cdktf deploy\`, with its flags, and what makes it safe around it: it
checks the state bucket, takes over buckets that an earlier destroy kept, and saves the outputs in stacks/<model>/.`,
    )
    .argument("<model>", "its StackName")
    .option(
      "--take-over",
      "import what exists under this stack's names but is not in its state, as after a killed deploy",
    );
  addFlags(command, deployFlags);
  command.action(run);
  explain(command, {
    examples: [
      ["./model deploy Megadetector", "shows the plan and asks"],
      ["./model deploy Megadetector --auto-approve", "does not ask, for a script"],
    ],
    statuses: [exitStatus.aws, exitStatus.refused],
  });
}

async function run(name: string, options: OptionValues): Promise<void> {
  const { project, models } = modelsHere();
  const spec = modelNamed(name, models);
  const account = await callersAccount(spec.region);
  await deploy({ spec, project, account }, asWords(options, deployFlags), { takeOver: options.takeOver === true });
}
