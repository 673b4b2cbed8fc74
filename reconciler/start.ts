import { capacityLimit, isPending, workers } from "./fleet";
import type { Action, EpochSeconds, Observation, Settings } from "./observation";
import { placesNow } from "./order";
import { videosToStart } from "./permit";

/** Starts workers while videos wait that no worker is about to take, and GPUs are free. */
export function start(observation: Observation, settings: Settings, now: EpochSeconds): readonly Action[] {
  const { cluster, group } = observation;
  const videos = videosUntaken(observation, settings, now);
  if (cluster === undefined || group === undefined || videos === undefined) return [];
  const active = cluster.containerInstances.filter(({ status }) => status === "ACTIVE").length;
  // After FleetSize was made smaller: what runs finishes, but nothing new starts until the others have left.
  if (active > capacityLimit(group, settings)) return [];
  const count = Math.min(videos, placesNow(observation, settings));
  return count > 0 ? [{ kind: "startWorkers", count, reason: `${videos} videos wait for a worker` }] : [];
}

/** Videos that may be started on and that no worker, who is there but has no video yet, will take. */
export function videosUntaken(observation: Observation, settings: Settings, now: EpochSeconds): number | undefined {
  const { queue, cluster } = observation;
  const videos = videosToStart(observation, settings, now);
  if (videos === undefined || videos === 0) return videos;
  if (queue === undefined || cluster === undefined) return undefined;
  const all = workers(cluster, settings);
  const withoutVideo = Math.max(all.length - queue.inFlight, all.filter(isPending).length);
  return Math.max(0, videos - withoutVideo);
}
