import { isStopping } from "./fleet";
import type { Action, Task } from "./observation";
import { exitsWithin } from "./rules";
import type { Sight } from "./sight";

/** Asks workers to stop that run too long, hang, or are paused. Each finishes its video within the stop timeout. */
export const stop = (sight: Sight): readonly Action[] =>
  sight.fleet.workers
    .filter((worker) => !isStopping(worker))
    .flatMap((worker): readonly Action[] => {
      const reason = reasonToStop(worker, sight);
      return reason === undefined ? [] : [{ kind: "stopWorker", taskArn: worker.arn, reason }];
    });

function reasonToStop(worker: Task, { queue, paused, settings, now }: Sight): string | undefined {
  const age = now - (worker.startedAt ?? worker.createdAt);
  const emptySeconds = queue.emptySeconds ?? 0;
  if (paused === true) return "the stack is paused";
  if (age >= settings.timeoutSeconds) return `runs for ${minutes(age)} min, longer than TimeoutHours`;
  if (emptySeconds >= exitsWithin && age >= exitsWithin)
    return `does not exit although the queue has been empty for ${minutes(emptySeconds)} min`;
  return undefined;
}

const minutes = (seconds: number): number => Math.round(seconds / 60);
