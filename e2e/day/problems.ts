import { DescribeAutoScalingGroupsCommand } from "@aws-sdk/client-auto-scaling";
import { namesOf } from "../../constructs/names";
import { onDemand } from "./deployed";
import type { Foreseen } from "./foreseen";
import type { Stage } from "./stage";

export interface Expected {
  /** Videos that end in the dead-letter queue, by key. */
  readonly dead?: readonly string[];
  /** How often each video is taken, where it is not once. */
  readonly tries?: Readonly<Record<string, number>>;
  /** Dead letters of a video that has a result, too. */
  readonly letters?: Readonly<Record<string, number>>;
  /** The stack was destroyed. */
  readonly isGone?: boolean;
  /** What a plan shows, where it is not empty. */
  readonly plan?: readonly string[];
  /** How the forecast is asked where it is not asked for just what was submitted. */
  readonly foreseen?: Foreseen;
}

/**
 * What is not as it must be after any scenario: every video has come to its end exactly once, with its tries; the fleet is at
 * zero and nothing is ordered; nothing was refused, lost or ended while it worked. One line each; none: all is well.
 */
export async function problemsOf(stage: Stage, expected: Expected = {}, stack = onDemand): Promise<string[]> {
  const { dead = [], tries = {}, letters = {}, isGone = false } = expected;
  if (isGone) return [...stage.day.journal.allTroubles];
  const outcome = await stage.outcome(stack);
  const videos = stage.submitted.filter((one) => one.stack === stack).map(({ video }) => video);
  const problems: string[] = [];
  for (const video of videos) {
    const isDead = dead.includes(video);
    const reports = outcome.reported.filter((one) => one === video).length;
    const inDead = outcome.dead.filter((one) => one === video).length;
    const results = outcome.results.includes(video.replace(/\.\w+$/, ".tracks.tar.gz"));
    const seen = `${reports} reports, ${results ? "results" : "no results"}, ${inDead} dead letters`;
    if (reports !== (isDead ? 0 : 1) || results === isDead || inDead !== (isDead ? 1 : (letters[video] ?? 0)))
      problems.push(`${video} has not ended exactly once: ${seen}`);
    if (stage.tries(video) !== (tries[video] ?? 1)) problems.push(`${video} was taken ${stage.tries(video)} times`);
  }
  const { group } = namesOf(stack);
  const ask = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [group] });
  const [found] = (await stage.day.people.autoScaling.send(ask)).AutoScalingGroups ?? [];
  if (found?.DesiredCapacity !== 0 || (found.Instances ?? []).length > 0)
    problems.push(`${group} is not at zero: ${found?.DesiredCapacity} ordered, ${found?.Instances?.length} there`);
  return [...problems, ...stage.day.journal.allTroubles];
}
