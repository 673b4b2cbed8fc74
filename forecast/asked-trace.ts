import { logNormal, random } from "./random";
import { shortTime } from "./scale";
import type { Trace } from "./simulate";

/** Videos as a user describes them. */
export interface Described {
  readonly count: number;
  /** The length in minutes of GPU time that half of the videos do not reach. */
  readonly minutes: number;
  /** Standard deviation of the lengths' logarithm; 0: all are alike. */
  readonly spread: number;
  /** Minutes between two arrivals; 0: all are there at once. */
  readonly everyMinutes: number;
}

/** Nine of ten values of a normal distribution lie below this many standard deviations. */
const ninetieth = 1.2816;

/** Lengths are log-normal: half of them below the given minutes, a few many times longer. */
export function describedTrace({ count, minutes, spread, everyMinutes }: Described): Trace {
  const long = shortTime(minutes * 60 * Math.exp(ninetieth * spread));
  const lengths = spread === 0 || count === 1 ? "" : ` (one in ten over ${long})`;
  const arrivals =
    count === 1 ? "" : everyMinutes === 0 ? ", all at once" : `, one every ${shortTime(everyMinutes * 60)}`;
  return {
    name: `${count} ${count === 1 ? "video" : "videos"} of ${shortTime(minutes * 60)}${lengths}${arrivals}`,
    videos: (seed) => {
      const draw = random(seed);
      return Array.from({ length: count }, (_, index) => ({
        arrivesAt: everyMinutes === 0 ? index : index * everyMinutes * 60,
        workSeconds: logNormal(
          draw("length", 2 * index),
          draw("length", 2 * index + 1),
          minutes * 60,
          count === 1 ? 0 : spread,
        ),
      }));
    },
  };
}
