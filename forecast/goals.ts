import type { Taken } from "./compare";
import type { Kind } from "./traces";

/** What the design is held to on one trace. */
export interface Goal {
  readonly what: string;
  /** The most that is allowed. */
  readonly limit: number;
  readonly measured: number;
  readonly met: boolean;
}

/** The three designs that a goal compares. */
export interface Compared {
  readonly own: Taken;
  readonly earlier: Taken;
  readonly oracle: Taken;
}

/** Ratios to the oracle's and to the earlier stack's. Dollars are compared where there are enough videos to hide a boot. */
export function goalsOf(kind: Kind, videos: number, { own, earlier, oracle }: Compared): Goal[] {
  const atMost = (what: string, limit: number, measured: number): Goal => ({
    what,
    limit,
    measured,
    met: measured <= limit,
  });
  const notWorking = own.notWorkingGpuHours / oracle.notWorkingGpuHours;
  return [
    atMost("running videos killed", 0, own.killed),
    atMost("first result, of the oracle's", 1.15, own.firstResultSeconds / oracle.firstResultSeconds),
    atMost("not working, of the oracle's", kind === "trickle" ? 2 : 1.5, notWorking),
    ...(kind === "burst" || kind === "straggler"
      ? [atMost("not working, of the earlier stack's", 0.1, own.notWorkingGpuHours / earlier.notWorkingGpuHours)]
      : []),
    ...(kind === "burst" && videos >= 200
      ? [atMost("dollars, of the oracle's", 1.05, own.dollars / oracle.dollars)]
      : []),
  ];
}
