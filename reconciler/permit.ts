import { present, workers } from "./fleet";
import type { EpochSeconds, Observation, Settings } from "./observation";
import { trialEvery } from "./rules";

/**
 * How many of the waiting videos may be worked on: all of them; none while the stack is paused; one an hour, as a trial,
 * while the circuit is open. Undefined when it cannot be said.
 */
export function videosToStart(observation: Observation, settings: Settings, now: EpochSeconds): number | undefined {
  const { queue, cluster, alarm, paused } = observation;
  if (queue === undefined) return undefined;
  if (queue.waiting === 0 || paused === true) return 0;
  if (cluster === undefined || alarm === undefined || paused === undefined) return undefined;
  if (alarm.actionsEnabled) return queue.waiting;
  const somebodyTries = workers(cluster, settings).length > 0;
  const triedLately = cluster.tasks.some(({ stoppedAt }) => stoppedAt !== undefined && now - stoppedAt < trialEvery);
  return somebodyTries || triedLately ? 0 : 1;
}

/** The same for ordering instances: while the circuit is open, one boot an hour and only into an empty group. */
export function videosToOrderFor(observation: Observation, settings: Settings, now: EpochSeconds): number | undefined {
  const { group, alarm } = observation;
  const videos = videosToStart(observation, settings, now);
  if (videos === undefined || group === undefined) return undefined;
  if (videos === 0 || alarm?.actionsEnabled) return videos;
  if (group.launches === undefined) return undefined;
  const bootedLately = group.launches.some((launch) => now - launch < trialEvery);
  return bootedLately || present(group).length > 0 ? 0 : 1;
}
