import { logNormal, random } from "./random";
import type { Trace } from "./simulate";
import type { Video } from "./videos";

const minute = 60;
const hour = 3600;

/** No drawn video is longer; TimeoutHours must be. */
const longest = 3 * hour;

/** Lengths of real collections: half of them shorter than the median, few many times longer. */
const lengths = (seed: number, count: number, medianSeconds: number, spread: number): number[] => {
  const draw = random(seed);
  return Array.from({ length: count }, (_, index) =>
    Math.min(longest, logNormal(draw("length", 2 * index), draw("length", 2 * index + 1), medianSeconds, spread)),
  );
};

/** `count` videos at once, log-normal lengths; spread 0.8: one in ten takes nearly three times the median. */
export const atOnce = (count: number, medianSeconds: number, spread = 0.8): Trace => ({
  name: count === 1 ? "one video" : `${count} videos at once`,
  videos: (seed) =>
    lengths(seed, count, medianSeconds, spread).map((workSeconds, index): Video => ({ arrivesAt: index, workSeconds })),
});

const same = (count: number, firstAt: number, everySeconds: number, workSeconds: number): Video[] =>
  Array.from({ length: count }, (_, index) => ({ arrivesAt: firstAt + index * everySeconds, workSeconds }));

const fixed = (name: string, videos: readonly Video[], timeoutSeconds?: number): Trace => ({
  name,
  videos: () => videos,
  ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
});

/** The traces on which the designs are compared. A video takes 12 minutes where nothing else is said. */
export const traces: readonly Trace[] = [
  fixed("one video", same(1, 0, 0, 12 * minute)),
  atOnce(10, 12 * minute),
  atOnce(200, 12 * minute),
  atOnce(2000, 12 * minute),
  fixed("one every 40 minutes, all day", same(36, 0, 40 * minute, 12 * minute)),
  fixed("two bursts of 10, 20 minutes apart", [
    ...same(10, 0, 1, 12 * minute),
    ...same(10, 20 * minute, 1, 12 * minute),
  ]),
  fixed(
    "9 videos and one of 6 hours",
    [...same(9, 0, 1, 12 * minute), { arrivesAt: 9, workSeconds: 6 * hour }],
    8 * hour,
  ),
  fixed("10 videos, one crashes its worker", [
    ...same(9, 0, 1, 12 * minute),
    { arrivesAt: 9, workSeconds: 12 * minute, fate: "crashes" },
  ]),
  fixed("60 uploads, one every 3 minutes", same(60, 0, 3 * minute, 12 * minute)),
  fixed("120 short ones of 2 minutes, one every 2.5", same(120, 0, 150, 2 * minute)),
];
