import type { Command } from "commander";
import { namesOf } from "../constructs/names";
import type { ModelSpec } from "../models/format/spec";
import { findVideo } from "../operate/logs/find-video";
import { follow } from "../operate/logs/follow";
import { dayOf, type LogLine, taskOf, timeOf } from "../operate/logs/log-line";
import { reconcilerLine } from "../operate/logs/reconciler-line";
import { fileName } from "../operate/logs/section";
import { actionsOf } from "../operate/permissions";
import { count, duration } from "../operate/words";
import { exitStatus } from "./exit-status";
import { explain } from "./help";
import { showTask } from "./logs/show-task";
import { modelsHere, queueModelNamed } from "./models";
import { notDeployed } from "./not-deployed";
import { readSince } from "./since";
import { bold, grey, print, tell } from "./terminal";
import { UserError } from "./user-error";
import { seconds } from "./watch";

interface Options {
  readonly video?: string;
  readonly task?: string;
  readonly reconciler?: boolean;
  readonly follow?: boolean;
  readonly since?: number;
}

export function define(command: Command): void {
  command
    .argument("<model>", "StackName of the model")
    .option("--video <name>", "of the workers that had this video, by its file name or key")
    .option("--task <id>", "of one worker, by its task's id; the beginning is enough")
    .option("--reconciler", "what the reconciler did and why")
    .option("--follow", "go on with new lines as they come, until Ctrl-C")
    .option("--since <time>", "how far back to look: 90m, 2h, 3d", readSince)
    .description("Shows what workers said, or what the reconciler did.")
    .action(logs);
  explain(command, {
    examples: [
      ["./model logs Megadetector --video V4361_20211006T162656Z_h265.mp4", "all tries of a video"],
      ["./model logs Megadetector --follow", "all workers, as they write"],
      ["./model logs Megadetector --task b4eaf715", "one of them, by what stands before its lines"],
      ["./model logs Megadetector --reconciler --since 6h", "why instances came and left"],
    ],
    statuses: [exitStatus.aws],
    permissions: actionsOf("logs"),
  });
}

const hour = 3_600_000;

async function logs(name: string, options: Options): Promise<void> {
  const spec = queueModelNamed(name, modelsHere().models, "logs");
  const { video, task, reconciler, follow: follows, since } = options;
  if ([video, task, reconciler].filter(Boolean).length > 1)
    throw new UserError("give only one of --video, --task and --reconciler", exitStatus.usage);
  if (!video && !task && !reconciler && !follows)
    throw new UserError(
      "say whose lines: --video, --task or --reconciler; or --follow for all workers",
      exitStatus.usage,
    );

  if (video && !follows) return showVideo(spec, video, since ?? spec.logRetentionDays * 24 * hour);
  if (task && !follows) return showTask(spec, task, since);
  const names = namesOf(spec.stackName);
  const group = reconciler ? `/aws/lambda/${names.reconciler}` : names.logGroup;
  const past = since ?? (follows && !video && !task ? 0 : hour);
  const rounds = follow(group, spec.region, Date.now() - past, () => again(follows));
  const wanted = video
    ? linesAbout(fileName(video))
    : ({ stream }: LogLine) => !task || taskOf(stream).startsWith(task);
  let [looks, shown] = [0, 0];
  try {
    for await (const lines of rounds) {
      looks += lines.filter(({ text }) => text.startsWith("START ")).length;
      for (const line of lines.filter(wanted)) if (showLine(line, reconciler)) shown += 1;
    }
  } catch (error) {
    throw error instanceof Error && error.name === "ResourceNotFoundException" ? notDeployed(spec) : error;
  }
  if (reconciler && shown === 0) sayQuiet(spec, looks, past);
}

/** The reconciler writes a line for each thing that it does; Lambda one for each of its looks. */
function sayQuiet({ stackName }: ModelSpec, looks: number, past: number): void {
  const last = `in the last ${duration(past / 1000)}`;
  if (looks > 0)
    return tell(`The reconciler of ${stackName} looked ${looks} times ${last}, and there was nothing to do.`);
  throw new UserError(`the reconciler of ${stackName} did not run ${last}, although it should every minute.
A deploy puts its function, schedule and role right: ./model deploy ${stackName}`);
}

async function again(follows = false): Promise<boolean> {
  return follows && seconds(3)();
}

/** From a worker's first mention of a video on, all that it writes. */
function linesAbout(name: string): (line: LogLine) => boolean {
  const streams = new Set<string>();
  return ({ stream, text }) => {
    if (text.includes(name)) streams.add(stream);
    return streams.has(stream);
  };
}

/** Whether there was anything to show. */
function showLine({ at, stream, text }: LogLine, reconciler = false): boolean {
  const shown = reconciler ? reconcilerLine(text) : text;
  if (shown === undefined) return false;
  const prefix = reconciler ? timeOf(at) : `${timeOf(at)} ${taskOf(stream).slice(0, 8)}`;
  print(`${grey(prefix, process.stdout)}  ${shown}`);
  return true;
}

async function showVideo(spec: ModelSpec, video: string, past: number): Promise<void> {
  tell(`Searching the log of the last ${count(Math.round(past / 24 / hour) || 1, "day")} for ${fileName(video)} …`);
  const tries = await findVideo(spec, video, Date.now() - past);
  if (!tries) throw notDeployed(spec);
  if (tries.length === 0) {
    throw new UserError(`no worker of ${spec.stackName} has named ${fileName(video)}.
It may still wait, or was never submitted, or its worker could not start:
./model status ${spec.stackName}`);
  }
  for (const [index, { stream, lines }] of tries.entries()) {
    const [first] = lines;
    const heading = `try ${index + 1} of ${tries.length} · ${dayOf(first?.at ?? 0)} · task ${taskOf(stream)}`;
    print(bold(heading, process.stdout));
    for (const { at, text } of lines) print(`${grey(timeOf(at), process.stdout)}  ${text}`);
  }
}
