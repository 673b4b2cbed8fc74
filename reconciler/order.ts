import { capacityLimit, containerInstanceOf, freePlaces, isPending, present, sum, workers } from "./fleet";
import type { Action, EpochSeconds, Group, Observation, Settings } from "./observation";
import { videosToOrderFor } from "./permit";
import { registersWithin } from "./rules";

/** Raises the desired capacity to what waits and runs; takes back orders that could not be met once nothing waits. */
export function order(observation: Observation, settings: Settings, now: EpochSeconds): readonly Action[] {
  const { group } = observation;
  const videos = videosToOrderFor(observation, settings, now);
  if (group === undefined || videos === undefined) return [];
  return videos > 0 ? raise(observation, group, videos, settings, now) : withdraw(observation, group);
}

function raise(
  observation: Observation,
  group: Group,
  videos: number,
  settings: Settings,
  now: EpochSeconds,
): readonly Action[] {
  const { queue, cluster } = observation;
  if (queue === undefined || cluster === undefined) return [];
  const instances = present(group).map((instance) => ({
    instance,
    container: containerInstanceOf(cluster, instance),
  }));
  const leaving = instances.filter(({ instance, container }) =>
    container === undefined
      ? instance.launchedAt !== undefined && now - instance.launchedAt >= registersWithin
      : container.status === "DRAINING",
  );
  const gone = new Set(leaving.map(({ container }) => container?.arn));
  const here = workers(cluster, settings).filter((worker) => !gone.has(worker.containerInstanceArn));
  const worked = Math.min(queue.inFlight, here.length);
  const perInstance = Math.max(settings.waitingVideosPerInstance, settings.workersPerInstance);
  const staying = instances.length - leaving.length;

  // Short videos do not pay for a boot each, so one instance serves several; but once all that was ordered is at work and
  // still that many wait, the videos are long enough to pay for more.
  const allAtWork =
    group.desiredCapacity <= instances.length &&
    instances.every(({ container }) => container !== undefined && freePlaces(container, settings) === 0) &&
    !here.some(isPending);
  const more = allAtWork ? staying + Math.floor(videos / perInstance) : 0;

  const useful = Math.max(Math.ceil((videos + worked) / perInstance), more);
  const desiredCapacity = Math.min(useful + leaving.length, capacityLimit(group, settings));
  if (desiredCapacity <= group.desiredCapacity) return [];
  const reason = `${videos} waiting and ${worked} worked on, ${perInstance} an instance; ${leaving.length} leaving`;
  return [{ kind: "setDesiredCapacity", desiredCapacity, reason }];
}

/** Without this, an order that met a quota or a shortage would boot an instance long after its video was done. */
function withdraw({ queue }: Observation, group: Group): readonly Action[] {
  const instances = present(group).length;
  if (group.desiredCapacity <= instances || (queue?.delayed ?? 0) > 0) return [];
  const reason = `nothing to start, and ${group.desiredCapacity - instances} ordered instances have not come`;
  return [{ kind: "setDesiredCapacity", desiredCapacity: instances, reason }];
}

/** Free places on instances that already joined the cluster. */
export const placesNow = (observation: Observation, settings: Settings): number =>
  sum((observation.cluster?.containerInstances ?? []).map((instance) => freePlaces(instance, settings)));
