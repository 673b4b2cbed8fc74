import type { ModelSpec } from "../../models/format/spec";
import { abandoned, noLaunch, notLeaving, notOrdered, notRegistered, workersFail } from "./failing";
import type { Facts } from "./facts";
import { paused, shutDown, stoppedByFailures } from "./halted";
import { sightOf } from "./sight";
import type { Rule, Verdict } from "./verdict";
import { idle, leaving, running, starting } from "./working";

/** The first that applies speaks: what people did, then what works, then what fails, then what is under way. */
const RULES: readonly Rule[] = [
  paused,
  stoppedByFailures,
  running,
  workersFail,
  shutDown,
  noLaunch,
  notRegistered,
  notOrdered,
  starting,
  abandoned,
  notLeaving,
  leaving,
  idle,
];

/** How a stack is, in one sentence, from facts alone. */
export function explain(facts: Facts, spec: ModelSpec): Verdict {
  const sight = sightOf(facts, spec);
  const verdict = sight && RULES.map((rule) => rule(sight)).find((one) => one !== undefined);
  return verdict ?? { situation: "unseen", says: "Too little of it may be looked at to say how it is." };
}
