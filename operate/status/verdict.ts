import type { Sight } from "./sight";

/** What a stack is doing, and what to do about it. */
export interface Verdict {
  readonly situation: Situation;
  /** One sentence. */
  readonly says: string;
  /** Undefined: nothing needs to be done. Lines that can be run stand alone. */
  readonly advice?: string;
}

export type Situation =
  | "idle"
  | "starting"
  | "running"
  | "leaving"
  | "paused"
  | "no quota"
  | "no capacity"
  | "no launch"
  | "no image"
  | "workers fail"
  | "stopped by failures"
  | "shut down"
  | "stuck"
  | "unseen";

/** One situation: undefined where it is another. */
export type Rule = (sight: Sight) => Verdict | undefined;
