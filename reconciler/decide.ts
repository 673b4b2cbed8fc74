import { circuit } from "./circuit";
import { leave } from "./leave";
import type { Action, EpochSeconds, Observation, Settings } from "./observation";
import { order } from "./order";
import { pause } from "./pause";
import { start } from "./start";
import { stop } from "./stop";

/**
 * What to do now about what is seen now. Keeps no state: the same sight leads to the same actions, a lost event or a
 * failed action is made good by the next look, and two runs at once do no harm. In doubt it leaves things for a minute.
 */
export function decide(observation: Observation, settings: Settings, now: EpochSeconds): readonly Action[] {
  return [
    ...pause(observation),
    ...circuit(observation, settings, now),
    ...order(observation, settings, now),
    ...leave(observation, settings, now), // before start, so that no worker is placed where it is leaving
    ...start(observation, settings, now),
    ...stop(observation, settings, now),
  ];
}
