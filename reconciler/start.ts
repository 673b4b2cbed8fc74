import type { Drain } from "./drain";
import { freePlaces, isLeaving } from "./fleet";
import type { Action } from "./observation";
import type { Sight } from "./sight";

/** Starts workers while videos wait that no worker is about to take, and GPUs are free. */
export function start({ group, fleet, settings }: Sight, videos: number, drained: readonly Drain[]): readonly Action[] {
  // After FleetSize was made smaller: what runs finishes, but nothing new starts until the others have left.
  const staying = fleet.members.filter((member) => !isLeaving(member));
  if (staying.length > group.maxSize) return [];

  const leaving = new Set(drained.map(({ instanceId }) => instanceId));
  const instanceIds: string[] = [];
  let count = 0;
  // The fullest first: an instance with one worker costs as much as one with four.
  const byPlaces = staying
    .map((member) => ({ id: member.instance.instanceId, places: freePlaces(member, settings) }))
    .filter(({ id, places }) => places > 0 && !leaving.has(id))
    .sort((a, b) => a.places - b.places);
  for (const { id, places } of byPlaces) {
    if (count >= videos) break;
    instanceIds.push(id);
    count = Math.min(videos, count + places);
  }
  if (count === 0) return [];
  return [{ kind: "startWorkers", count, instanceIds, reason: `${videos} videos wait for a worker` }];
}
