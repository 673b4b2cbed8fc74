import type { Command, OptionValues } from "commander";
import { callersAccount } from "./account";
import { confirm } from "./confirm";
import { addFlags, asWords, destroyFlags } from "./deploy/cdktf-flags";
import { destroy } from "./destroy/destroy";
import { exitStatus } from "./exit-status";
import { explain } from "./help";
import { modelNamed, modelsHere } from "./models";

export function define(command: Command): void {
  command
    .description(
      `Removes the stack of one model, after asking. It refuses while videos wait or are in flight, and keeps buckets that
hold data: they are taken out of the stack, and the next deploy takes them over again.`,
    )
    .argument("<model>", "its StackName")
    .option("--abandon-videos", "also while videos wait or are in flight; they are lost");
  addFlags(command, destroyFlags);
  command.action(run);
  explain(command, {
    examples: [
      ["./model destroy Megadetector", "says what goes and what stays, and asks"],
      ["./model destroy Megadetector --abandon-videos", "also with work left"],
    ],
    statuses: [exitStatus.aws, exitStatus.refused],
  });
}

async function run(name: string, options: OptionValues): Promise<void> {
  const { project, models } = modelsHere();
  const spec = modelNamed(name, models);
  const account = await callersAccount(spec.region);
  const approve = async () => {
    if (options.autoApprove !== true) await confirm("", spec.stackName);
  };
  const permissions = { abandonVideos: options.abandonVideos === true, approve };
  await destroy({ spec, project, account }, asWords(options, destroyFlags), permissions);
}
