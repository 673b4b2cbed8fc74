import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from "@aws-sdk/client-auto-scaling";
import { Agents } from "../../emulator/agents";
import { invoke } from "../../emulator/lambda";
import { namesOf } from "../../constructs/names";
import { reconcilerLine } from "../../operate/logs/reconciler-line";
import { settlesWithin } from "../../reconciler/rules";
import { outputsFile, savedOutputs } from "../outputs/saved";
import { bold, green, grey, tell } from "../terminal";
import { UserError } from "../user-error";
import { counting } from "./counting";
import type { Needs } from "./needs";
import type { Stage } from "./stage";
import { counts, submit, watch } from "./videos";
import { firstTask, work } from "./worker";

/** The life, told from beginning to end. What AWS does by itself is played here; all else is the project's own commands. */
export async function play(stage: Stage, needs: Needs): Promise<void> {
  const { spec, emulator } = stage;
  const { stackName } = spec;

  chapter("What it needs");
  say(`Terraform ${needs.terraform}`);
  say(`AWS provider ${needs.provider}, from ${needs.mirror ?? "Terraform's registry"}`);
  say(`an emulator of AWS, which only this machine can reach: ${emulator.endpoint}`);

  chapter(`What ${spec.file} becomes`, "synth");
  await stage.model(["synth"], untilNext());

  chapter("A bucket for Terraform's state", "state create");
  await stage.model(["state", "create"], say);

  chapter("The stack is made", `deploy ${stackName}`);
  const made = await counted(stage, ["deploy", stackName, "--auto-approve"]);
  say(`${green("✓")} ${made} resources`);

  chapter("What there is now", `outputs ${stackName}`);
  await stage.model(["outputs", stackName], say);

  chapter("Two videos are submitted, as the client does it");
  const bucket = savedOutputs(outputsFile(stackName))?.video_bucket ?? "";
  for (const video of ["dive-12/first.mp4", "dive-12/second.mp4"]) {
    await submit(spec, bucket, video);
    say(`uploaded to s3://${bucket}/${video}, and a message for it`);
  }
  say(await counts(spec));

  await wakeAndSleep(stage);

  chapter("The results", `results ${stackName}`);
  await stage.model(["results", stackName], say);

  chapter("The stack is removed", `destroy ${stackName}`);
  const removed = await counted(stage, ["destroy", stackName, "--auto-approve"]);
  say(`${green("✓")} ${removed} resources removed`);
}

/** From 0 instances to 1 and back, by the deployed reconciler's own decisions. */
async function wakeAndSleep({ spec, emulator }: Stage): Promise<void> {
  const { stackName, region, keepWarmSeconds } = spec;
  const names = namesOf(stackName);
  const agents = new Agents(emulator, names.cluster, names.group, region);
  let ahead = 0;
  const look = async () => {
    for (const line of await invoke(emulator, names.reconciler, { region, ahead, seconds: 30 })) {
      const words = reconcilerLine(line);
      if (words !== undefined) say(`reconciler: ${words}`);
    }
  };
  const later = async (seconds: number) => {
    ahead = await emulator.advance(seconds);
    say(grey(`… ${seconds} seconds later (the emulator's clock is moved)`));
  };

  chapter("The fleet wakes");
  await look();
  const booted = await agents.register();
  say(`${booted.length} instance boots and joins the cluster ${grey("(played; on AWS it takes about two minutes)")}`);
  await look();
  const task = await firstTask(names.cluster, region);
  if (!task) throw new UserError("the reconciler has started no worker; what it said stands above");
  await agents.started(task.arn);

  chapter("A worker takes the videos: docs/example-worker, in place of your container");
  const code = await watch(spec, say, work(task));
  await agents.ended(task.arn, task.container, code ?? 1);
  say(`the queue is empty, so the worker has ended, with exit code ${code}`);

  chapter("The fleet goes back to zero");
  if (keepWarmSeconds > 0) await later(keepWarmSeconds);
  await look();
  await later(settlesWithin + 1);
  await look();
  say(`instances now: ${await instances(names.group, region)}`);
}

async function instances(group: string, region: string): Promise<number> {
  const request = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [group] });
  const { AutoScalingGroups = [] } = await new AutoScalingClient({ region }).send(request);
  return AutoScalingGroups[0]?.Instances?.length ?? 0;
}

/** A command that lets Terraform change things: how far it is, and what the command itself says. */
async function counted(stage: Stage, words: readonly string[]): Promise<number> {
  const progress = counting();
  await stage.model(words, (line, stream) => (stream === "stdout" ? progress.line(line) : say(line)));
  return progress.end();
}

let chapters = 0;

function chapter(title: string, command?: string): void {
  tell(`\n${bold(`${++chapters}  ${title}`)}${command === undefined ? "" : `   ${grey(`$ ./model ${command}`)}`}`);
}

function say(line: string): void {
  if (line.trim() !== "") tell(`   ${line}`);
}

/** What `synth` recommends to do next would lead out of this story. */
function untilNext(): (line: string) => void {
  let over = false;
  return (line) => {
    over ||= line.startsWith("Next,");
    if (!over) say(line);
  };
}
