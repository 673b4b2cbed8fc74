import type { Drain } from "./drain";
import { freePlaces, surplus } from "./fleet";
import type { Action } from "./action";
import type { Sight } from "./sight";
import { count } from "./words";

/** Starts workers while videos wait that no worker is about to take, and GPUs are free. */
export function start({ group, fleet, settings }: Sight, videos: number, drained: readonly Drain[]): readonly Action[] {
  // After FleetSize was made smaller: what runs finishes, but nothing new starts until the others have left.
  if (surplus(fleet, group).length > 0) return [];

  const leaving = new Set(drained.map(({ instanceId }) => instanceId));
  // The fullest first: an instance with one worker costs as much as one with four.
  const instanceIds = fleet.members
    .map((member) => ({ id: member.instance.instanceId, places: freePlaces(member, settings) }))
    .filter(({ id }) => !leaving.has(id))
    .sort((a, b) => a.places - b.places)
    .flatMap(({ id, places }) => Array<string>(places).fill(id))
    .slice(0, videos);
  if (instanceIds.length === 0) return [];
  return [{ kind: "startWorkers", instanceIds, reason: `${count(videos, "video")} waiting for a worker` }];
}
