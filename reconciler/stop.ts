import { isStopping, workers } from "./fleet";
import type { Action, EpochSeconds, Observation, Settings, Task } from "./observation";
import { exitsWithin } from "./rules";

/** Asks workers to stop that run for too long, hang, or are paused. Each finishes its video within the stop timeout. */
export function stop(observation: Observation, settings: Settings, now: EpochSeconds): readonly Action[] {
  const { cluster, queue, paused } = observation;
  if (cluster === undefined) return [];
  const emptySeconds = queue?.emptySeconds ?? 0;
  const why = (worker: Task): string | undefined => {
    const age = now - (worker.startedAt ?? worker.createdAt);
    if (paused === true) return "the stack is paused";
    if (age >= settings.timeoutSeconds) return `runs for ${minutes(age)} min, longer than TimeoutHours`;
    if (emptySeconds >= exitsWithin && age >= exitsWithin)
      return `does not exit although the queue has been empty for ${minutes(emptySeconds)} min`;
    return undefined;
  };
  return workers(cluster, settings)
    .filter((worker) => !isStopping(worker))
    .flatMap((worker) => {
      const reason = why(worker);
      return reason === undefined ? [] : [{ kind: "stopWorker", taskArn: worker.arn, reason }];
    });
}

const minutes = (seconds: number): number => Math.round(seconds / 60);
