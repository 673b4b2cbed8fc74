import { onDemand } from "../deployed";
import type { Stage } from "../stage";

// What many days consist of. What came out otherwise than it must is returned as lines.

/** `count` videos at once, of so many minutes each. */
export async function submit(stage: Stage, count: number, minutes: number, stack = onDemand): Promise<string[]> {
  const videos: string[] = [];
  while (videos.length < count) videos.push(await stage.submit({ seconds: minutes * 60 }, stack));
  return videos;
}

/** Until all is worked off and the fleet is at zero. */
export async function toTheEnd(stage: Stage, minutes: number, stack = onDemand): Promise<string[]> {
  const done = await stage.playToTheEnd(minutes, undefined, stack);
  return done ? [] : [`after ${minutes} minutes it is not over`];
}

/** Until so many workers have a video. */
export async function untilAtWork(stage: Stage, workers: number): Promise<string[]> {
  const { log } = stage.day;
  const done = await stage.day.run(() => log.taken.length - log.finished.length >= workers, 15);
  return done ? [] : [`after 15 minutes ${workers} workers do not work`];
}

export const unless = (holds: boolean, problem: string): string[] => (holds ? [] : [problem]);
