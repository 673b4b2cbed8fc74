import type { Sight } from "./sight";

/** How a service is, and what to do about it. */
export interface Verdict {
  readonly situation: Situation;
  /** One or two sentences. */
  readonly says: string;
  /** Undefined: nothing needs to be done. Lines that can be run stand alone. */
  readonly advice?: string;
}

export type Situation =
  | "answers"
  | "starting"
  | "deploying"
  | "rolled back"
  | "deployment failed"
  | "tasks fail"
  | "not healthy"
  | "no quota"
  | "no capacity"
  | "no launch"
  | "stopped"
  | "unseen";

/** One situation: undefined where it is another. */
export type Rule = (sight: Sight) => Verdict | undefined;
