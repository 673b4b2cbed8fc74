import { isLiving, isStopping, isTakenOut, surplus } from "./fleet";
import type { Action } from "./action";
import type { Task } from "./observation";
import { exitsWithin, longestLife, takesVideoWithin } from "./rules";
import type { Sight } from "./sight";

/**
 * Asks workers to stop that run too long, hang, are paused, run where more instances are than may be, or on one that others
 * take out. Each finishes its video within the stop timeout.
 */
export function stop(sight: Sight): readonly Action[] {
  const { fleet, group, cluster } = sight;
  const tooMany = new Set(surplus(fleet, group).flatMap(({ tasks }) => tasks));
  // DRAINING leaves tasks that are of no service alone ("Draining Amazon ECS container instances"): untold, a worker would
  // take the next video on an instance that Spot takes away in two minutes.
  const takenOut = new Set(fleet.members.filter(isTakenOut).flatMap(({ tasks }) => tasks));
  // Also those on an instance that the group is ending, which may have minutes left.
  return cluster.tasks
    .filter((task) => task.isWorker && isLiving(task) && !isStopping(task))
    .flatMap((worker): readonly Action[] => {
      const reason = tooMany.has(worker)
        ? "more instances than may run"
        : takenOut.has(worker)
          ? "others have set its instance to DRAINING"
          : reasonToStop(worker, sight);
      return reason === undefined ? [] : [{ kind: "stopWorker", taskArn: worker.arn, reason }];
    });
}

function reasonToStop(worker: Task, sight: Sight): string | undefined {
  const { queue, paused, settings, now } = sight;
  const age = now - (worker.startedAt ?? worker.createdAt);
  const emptySeconds = queue.emptySeconds ?? 0;
  if (paused === true) return "the stack is paused";
  if (age >= settings.timeoutSeconds && !(age < longestLife && isWorkingOff(worker, sight)))
    return `runs for ${minutes(age)} min, longer than TimeoutHours`;
  if (emptySeconds >= exitsWithin && age >= exitsWithin)
    return `does not exit although the queue has been empty for ${minutes(emptySeconds)} min`;
  return undefined;
}

/**
 * While videos wait, a sound worker always has one in flight; a hung one has lost its own to the visibility timeout. So
 * when as many are in flight as workers had time to take one, an old worker is one that has much to do, and stopping it
 * would only cost the next one's start. One that has never started has none, however many are in flight.
 */
const isWorkingOff = (worker: Task, { queue, fleet: { workers }, now }: Sight): boolean =>
  worker.startedAt !== undefined &&
  queue.waiting > 0 &&
  workers.filter(({ startedAt = now }) => now - startedAt >= takesVideoWithin).length <= queue.inFlight;

const minutes = (seconds: number): number => Math.round(seconds / 60);
