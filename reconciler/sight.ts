import { type Fleet, fleetOf } from "./fleet";
import type { Alarm, Cluster, EpochSeconds, Group, Observation, Queue } from "./observation";
import type { Settings } from "./settings";

/** An observation that suffices to decide on, with what every duty derives from it. */
export interface Sight {
  readonly queue: Queue;
  readonly group: Group;
  readonly cluster: Cluster;
  readonly fleet: Fleet;
  readonly alarm?: Alarm;
  readonly paused?: boolean;
  readonly settings: Settings;
  readonly now: EpochSeconds;
}

/** Undefined when a part is missing without which nothing can be judged. */
export function sightOf(observation: Observation, settings: Settings, now: EpochSeconds): Sight | undefined {
  const { queue, group, cluster } = observation;
  if (queue === undefined || group === undefined || cluster === undefined) return undefined;
  return { ...observation, queue, group, cluster, fleet: fleetOf(group, cluster), settings, now };
}
