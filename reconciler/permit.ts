import { isPending } from "./fleet";
import type { Queue } from "./observation";
import { takesVideoWithin, trialEvery } from "./rules";
import type { Sight } from "./sight";

/** How much new work may begin: all of what waits; nothing while the stack is paused; a trial while the circuit is open. */
export interface Permit {
  /** Videos that may be worked on and that no worker which has none yet is about to take. */
  readonly toStart: number;
  /** Videos for which instances may be ordered. */
  readonly toOrderFor: number;
}

/**
 * Undefined when it cannot be seen whether a person or the circuit has stopped new work.
 * @param opens the circuit opens in this very look
 */
export function permit(sight: Sight, opens: boolean): Permit | undefined {
  const { queue, alarm, paused } = sight;
  if (queue.waiting === 0 || paused === true) return { toStart: 0, toOrderFor: 0 };
  if (alarm === undefined || paused === undefined) return undefined;
  return alarm.actionsEnabled && !opens ? everything(sight, queue) : trial(sight);
}

function everything({ fleet: { workers }, now }: Sight, { waiting, inFlight }: Queue): Permit {
  const pending = workers.filter(isPending).length;
  const young = workers.filter(({ startedAt }) => startedAt === undefined || now - startedAt < takesVideoWithin).length;
  // Videos in flight may be lost ones that no worker has, and a worker without a video may hang: hence both bounds.
  const aboutToTake = Math.max(pending, Math.min(young, workers.length - inFlight));
  return { toStart: Math.max(0, waiting - aboutToTake), toOrderFor: waiting };
}

/** One worker an hour, and one boot an hour if the group is empty: what the last trial left behind says when it was. */
function trial({ cluster, fleet, group, now }: Sight): Permit {
  const isRecent = (time: number | undefined) => time !== undefined && now - time < trialEvery;
  if (fleet.workers.length > 0 || cluster.tasks.some(({ stoppedAt }) => isRecent(stoppedAt)))
    return { toStart: 0, toOrderFor: 0 };
  const mayBoot = fleet.members.length === 0 && group.launches !== undefined && !group.launches.some(isRecent);
  return { toStart: 1, toOrderFor: mayBoot ? 1 : 0 };
}
