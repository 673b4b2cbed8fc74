import type { DayOptions } from "./day";
import type { Expected } from "./problems";
import type { Stage } from "./stage";

/** A day in the life of the deployed stacks. */
export interface Scenario {
  readonly name: string;
  /** Over its picture. */
  readonly title: string;
  readonly options?: DayOptions;
  /** The stacks that it is about. Default: the one on demand. */
  readonly stacks?: readonly string[];
  /** Plays it to its end. Returns what is to be expected beyond the usual, and what else was not as it must be. */
  readonly play: (stage: Stage) => Promise<Expected & { readonly problems?: readonly string[] }>;
}
