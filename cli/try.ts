import type { Command } from "commander";
import { explain } from "./help";
import { modelsHere, queueModelNamed } from "./models";
import { tell } from "./terminal";
import { findNeeds } from "./try/needs";
import { setStage } from "./try/stage";
import { play } from "./try/story";
import { UserError } from "./user-error";

export function define(command: Command): void {
  command
    .description(
      `Plays the life of a model's stack on this machine, against an emulator of AWS: deploy, two videos, a worker that takes
them, back to zero, destroy. It works in a temporary folder and reaches neither AWS nor your state; it takes about three
minutes. It needs Python 3.11, Terraform 1.10 and Terraform's AWS provider, and says which of them is missing.`,
    )
    .argument("[model]", "its StackName; without it, Megadetector or your first model")
    .action(run);
  explain(command, {
    examples: [
      ["./model try", "the life of Megadetector"],
      ["./model try Midwater", "of another model of yours"],
      [
        "AWS_PROVIDER_MIRROR=~/mirror ./model try",
        "without Terraform's registry; the folder is made by `terraform providers mirror`",
      ],
    ],
  });
}

async function run(name?: string): Promise<void> {
  const { models } = modelsHere();
  const queues = models.filter((model) => model.kind === "queue");
  const usual = queues.find(({ stackName }) => stackName === "Megadetector") ?? queues[0];
  const spec = name === undefined ? usual : queueModelNamed(name, models, "try");
  if (!spec) throw new UserError("there is no model of a queue in models/ to try");
  const start = Date.now();
  tell(
    `The life of ${spec.stackName}, on this machine alone: nothing of it reaches AWS, your state or your cdktf.json.`,
  );
  const needs = await findNeeds();
  const stage = await setStage(spec, needs);
  let played = false;
  try {
    await play(stage, needs);
    played = true;
  } finally {
    await stage.leave(played);
  }
  const minutes = Math.max(1, Math.round((Date.now() - start) / 60_000));
  tell(`
That was the whole life, in about ${minutes} min. The emulator and its folder are gone; nothing of it is left.
For real, with AWS credentials: ./model check ${spec.stackName}, then ./model state create and ./model deploy ${spec.stackName}`);
}
