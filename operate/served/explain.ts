import type { ServedSpec } from "../../models/format/spec";
import { deploying, deploymentFailed, rolledBack } from "./deployed";
import type { ServedFacts } from "./facts";
import { noInstance, notHealthy, stopped, tasksFail } from "./failing";
import { sightOf } from "./sight";
import type { Rule, Verdict } from "./verdict";
import { answers, starting } from "./working";

/** The first that applies speaks: what people and ECS decided, then what fails, then what is under way. */
const RULES: readonly Rule[] = [
  stopped,
  deploymentFailed,
  rolledBack,
  noInstance,
  tasksFail,
  deploying,
  notHealthy,
  starting,
  answers,
];

/** How a served model is, from facts alone. */
export function explain(facts: ServedFacts, spec: ServedSpec): Verdict {
  const sight = sightOf(facts, spec);
  const verdict = sight && RULES.map((rule) => rule(sight)).find((one) => one !== undefined);
  return verdict ?? { situation: "unseen", says: "Too little of it may be looked at to say how it is." };
}
