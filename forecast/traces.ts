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

/** What the goals ask of a trace: bursts and stragglers are compared with the earlier stack too, a trickle is not. */
export type Kind = "burst" | "straggler" | "trickle" | "stream" | "poison";

/** A trace on which the designs are compared. */
export interface ComparedTrace extends Trace {
  readonly kind: Kind;
}

const fixed = (name: string, kind: Kind, videos: readonly Video[], timeoutSeconds?: number): ComparedTrace => ({
  name,
  kind,
  videos: () => videos,
  ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
});

const burst = (trace: Trace): ComparedTrace => ({ ...trace, kind: "burst" });

/** A video takes 12 minutes where nothing else is said; several at once are log-normal around 12 minutes, up to 3 hours. */
export const traces: readonly ComparedTrace[] = [
  fixed("one video", "trickle", same(1, 0, 0, 12 * minute)),
  burst(atOnce(10, 12 * minute)),
  burst(atOnce(200, 12 * minute)),
  burst(atOnce(2000, 12 * minute)),
  fixed("one every 40 minutes, all day", "trickle", same(36, 0, 40 * minute, 12 * minute)),
  fixed("two bursts of 10, 20 minutes apart", "burst", [
    ...same(10, 0, 1, 12 * minute),
    ...same(10, 20 * minute, 1, 12 * minute),
  ]),
  fixed(
    "9 videos and one of 6 hours",
    "straggler",
    [...same(9, 0, 1, 12 * minute), { arrivesAt: 9, workSeconds: 6 * hour }],
    8 * hour,
  ),
  fixed("10 videos, one crashes its worker", "poison", [
    ...same(9, 0, 1, 12 * minute),
    { arrivesAt: 9, workSeconds: 12 * minute, fate: "crashes" },
  ]),
  fixed("60 uploads, one every 3 minutes", "stream", same(60, 0, 3 * minute, 12 * minute)),
  fixed("120 uploads of 2 minutes, one every 2.5", "stream", same(120, 0, 2.5 * minute, 2 * minute)),
];
