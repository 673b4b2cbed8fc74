import type { Command } from "commander";
import type { ModelSpec } from "../models/format/spec";
import { type DeadQueue, findDeadQueue, withLetters } from "../operate/dead-letters/dead-queue";
import { choose, describeLetter } from "../operate/dead-letters/describe";
import type { Letter } from "../operate/dead-letters/letter";
import { redriveAll, redriveChosen, RedriveFailed } from "../operate/dead-letters/redrive";
import { mostTold, tellOf } from "../operate/dead-letters/tell";
import { actionsOf } from "../operate/permissions";
import { be, count, does } from "../operate/words";
import { confirm } from "./confirm";
import { exitStatus } from "./exit-status";
import { explain } from "./help";
import { modelsHere, queueModelNamed } from "./models";
import { notDeployed } from "./not-deployed";
import { bold, print, tell } from "./terminal";
import { UserError } from "./user-error";

interface Options {
  readonly redrive?: readonly string[];
  readonly redriveAll?: boolean;
  readonly autoApprove?: boolean;
  readonly json?: boolean;
}

export function define(command: Command): void {
  command
    .argument("<model>", "StackName of the model")
    .option("--redrive <video...>", "send these videos to the video queue once more, by file name or key")
    .option("--redrive-all", "all of them, by SQS's own redrive")
    .option("--auto-approve", "do not ask before a redrive")
    .option("--json", "the list as JSON, for a program")
    .description("Lists the videos that failed for good, and why; a redrive tries them once more.")
    .action(deadLetters);
  explain(command, {
    examples: [
      ["./model dead-letters Megadetector", "lists them; changes nothing"],
      ["./model dead-letters Megadetector --redrive V4361_1.mp4 V4361_2.mp4", "tries two of them again"],
      ["./model dead-letters Megadetector --redrive-all", "tries all of them again"],
    ],
    statuses: [exitStatus.aws, exitStatus.refused],
    permissions: actionsOf("dead-letters"),
  });
}

async function deadLetters(name: string, options: Options): Promise<void> {
  const spec = queueModelNamed(name, modelsHere().models, "dead-letters");
  const queue = await findDeadQueue(spec);
  if (!queue) throw notDeployed(spec);
  const letters = await withLetters(queue, (seen) => Promise.resolve(seen));
  if (options.redrive) return redrive(spec, queue, letters, options.redrive, options);
  if (options.redriveAll) return redriveEvery(spec, queue, letters, options);
  await list(spec, queue, letters, options);
}

async function list(spec: ModelSpec, queue: DeadQueue, letters: readonly Letter[], { json }: Options): Promise<void> {
  const told = await tellOf(letters, spec);
  if (json) {
    const rows = told.map(({ letter, lastError }) => ({ ...letter, receipt: undefined, lastError }));
    return print(JSON.stringify(rows, null, 2));
  }
  print(bold(`${count(queue.dead.messages, "dead letter")} of ${spec.stackName}`, process.stdout));
  for (const one of told) {
    const [what, why] = describeLetter(one, queue.video.maxReceiveCount ?? 0, Date.now());
    print(`${what}\n    ${why}`);
  }
  if (letters.length > mostTold)
    print(`Of the others, ./model logs ${spec.stackName} --video <name> shows what workers said.`);
  sayHidden(queue, letters);
  if (letters.length > 0)
    print(
      `To try one again: ./model dead-letters ${spec.stackName} --redrive ${letters.find(({ video }) => video)?.video ?? "<video>"}`,
    );
}

/** The client's monitor hides what it reads; within a message group SQS hides what comes behind it. */
function sayHidden({ dead: { messages: all } }: DeadQueue, seen: readonly Letter[]): void {
  const hidden = all - seen.length;
  if (hidden <= 0) return;
  print(`${hidden} more ${be(hidden)} being read by others, such as deepsea-ai monitor. Look again in 15 min.`);
}

async function redrive(
  spec: ModelSpec,
  queue: DeadQueue,
  letters: readonly Letter[],
  names: readonly string[],
  { autoApprove }: Options,
): Promise<void> {
  const { chosen, unknown } = choose(letters, names);
  if (unknown.length > 0) {
    throw new UserError(`no dead letter of ${spec.stackName} that can be seen now is of ${unknown.join(", ")}.
What there is: ./model dead-letters ${spec.stackName}`);
  }
  if (!autoApprove)
    await confirm(
      `${does(chosen.length, "video", "are")} tried again: ${chosen.map(({ video }) => video).join(", ")}.\n`,
      "yes",
    );
  const ids = new Set(chosen.map(({ id }) => id));
  const moved = await withLetters(queue, async (seen) => {
    const still = seen.filter(({ id }) => ids.has(id));
    await redriveChosen(queue, still);
    return still.length;
  });
  print(`${does(moved, "video", "are")} in the video queue again.`);
  if (moved < chosen.length) throw new UserError(stillRead(chosen.length - moved));
}

async function redriveEvery(
  spec: ModelSpec,
  queue: DeadQueue,
  letters: readonly Letter[],
  { autoApprove }: Options,
): Promise<void> {
  if (queue.dead.messages === 0) return print(`${spec.stackName} has no dead letters.`);
  const strange = letters.filter(({ video }) => video === undefined).length;
  if (strange > 0) {
    throw new UserError(`${does(strange, "letter", "are")} no video of the client, and workers would fail on ${strange === 1 ? "it" : "them"}.
Choose videos: ./model dead-letters ${spec.stackName} --redrive <video>`);
  }
  if (!autoApprove)
    await confirm(`${does(queue.dead.messages, "video", "are")} tried again: all that there are.\n`, "yes");
  tell("SQS moves them …");
  const moved = await redriveAll(queue, () => new Promise((resolve) => setTimeout(resolve, 2000))).catch(
    (error: unknown) => {
      throw error instanceof RedriveFailed ? new UserError(error.message) : error;
    },
  );
  print(`${does(moved, "video", "are")} in the video queue again.`);
  const left = (await findDeadQueue(spec))?.dead.messages ?? 0;
  if (left > 0) throw new UserError(stillRead(left));
}

const stillRead = (left: number): string =>
  `${left} could not be taken, because others are reading ${left === 1 ? "it" : "them"}. Try again in 15 min.`;
