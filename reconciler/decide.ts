import { circuit } from "./circuit";
import { drain } from "./drain";
import { end } from "./end";
import type { Action } from "./action";
import type { EpochSeconds, Observation } from "./observation";
import type { Settings } from "./settings";
import { order } from "./order";
import { pause } from "./pause";
import { permit } from "./permit";
import { sightOf } from "./sight";
import { start } from "./start";
import { stop } from "./stop";

/**
 * What to do now about what is seen now. Keeps no state: the same sight leads to the same actions, a lost event or a
 * failed action is made good by the next look, and two runs at once do no harm. What is doubtful is left for a minute.
 */
export function decide(observation: Observation, settings: Settings, now: EpochSeconds): readonly Action[] {
  const sight = sightOf(observation, settings, now);
  if (sight === undefined) return [];
  const turned = circuit(sight);
  const opens = turned.some(({ kind }) => kind === "openCircuit");
  const may = permit(sight, opens);
  const drained = may === undefined ? [] : drain(sight, may.toStart);
  return [
    ...pause(sight),
    ...turned,
    ...(may === undefined ? [] : order(sight, may)),
    ...end(sight),
    ...drained,
    ...(may === undefined ? [] : start(sight, may.toStart, drained)),
    ...stop(sight),
  ];
}
