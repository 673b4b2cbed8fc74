import { allPlaces, isEmpty, isLeaving, isPending, type Member, unheldGpus } from "./fleet";
import type { Action } from "./action";
import type { Settings } from "./settings";
import { workersFreed } from "./outlook";
import type { Permit } from "./permit";
import { registersWithin } from "./rules";
import type { Sight } from "./sight";
import { count } from "./words";

/** Raises the desired capacity to what waits and runs; takes back what cannot be had once nothing waits. */
export function order(sight: Sight, may: Permit): readonly Action[] {
  if (may.toOrderFor === 0) return withdraw(sight);
  // A worker that is free before another instance could work takes a video as soon, and costs no boot.
  const soonTaken = Math.round(workersFreed(sight));
  const videos = may.toOrderFor - soonTaken;
  return videos > 0 ? raise(sight, videos, Math.max(0, may.toStart - soonTaken)) : [];
}

function raise({ queue, group, fleet, settings, now }: Sight, videos: number, untaken: number): readonly Action[] {
  const lost = fleet.members.filter((member) => isLost(member, settings, now));
  const onLost = new Set<string | undefined>(lost.flatMap(({ containers }) => containers.map(({ arn }) => arn)));
  const here = fleet.workers.filter(({ containerInstanceArn }) => !onLost.has(containerInstanceArn));
  const taken = Math.min(queue.inFlight, here.length);
  const perInstance = Math.max(settings.waitingVideosPerInstance, settings.workersPerInstance);

  // Short videos do not pay for a boot each, so one instance serves several. But once all that was ordered is at work and
  // still that many wait, they are not short.
  const allAtWork =
    lost.length === 0 &&
    group.desiredCapacity <= fleet.members.length &&
    fleet.members.every((member) => isFull(member, settings)) &&
    !here.some(isPending);
  const more = allAtWork ? fleet.members.length + Math.floor(untaken / perInstance) : 0;

  const wanted = Math.max(Math.ceil((videos + taken) / perInstance), more) + lost.length;
  const desiredCapacity = Math.min(wanted, settings.fleetSize, group.maxSize);
  if (desiredCapacity <= group.desiredCapacity) return [];
  const beside = lost.length === 0 ? "" : `, beside ${lost.length} that will leave`;
  const reason = `${count(videos, "video")} waiting and ${taken} in work, ${perInstance} an instance${beside}`;
  return [{ kind: "setDesiredCapacity", from: group.desiredCapacity, desiredCapacity, reason }];
}

/** Without this, an order that met a quota or a shortage would boot an instance long after its video is done. */
function withdraw({ queue, group, fleet: { members } }: Sight): readonly Action[] {
  const missing = group.desiredCapacity - members.length;
  if (missing <= 0 || queue.delayed > 0) return [];
  const reason = `nothing may start now, and ${count(missing, "ordered instance")} did not come`;
  return [{ kind: "setDesiredCapacity", from: group.desiredCapacity, desiredCapacity: members.length, reason }];
}

/** It is on its way out, or will be: it takes no video. */
const isLost = (member: Member, settings: Settings, now: number): boolean =>
  isLeaving(member) ||
  neverRegistered(member, now) ||
  (member.containers.length > 0 && allPlaces(member, settings) === 0);

const isFull = (member: Member, settings: Settings): boolean =>
  member.containers.length > 0 &&
  !isEmpty(member) &&
  member.containers.every((container) => unheldGpus(member, container, settings) < settings.gpusPerTask);

/** It had its time and will be ended: see end.ts. */
export const neverRegistered = ({ containers, instance: { launchedAt } }: Member, now: number): boolean =>
  containers.length === 0 && launchedAt !== undefined && now - launchedAt >= registersWithin;
