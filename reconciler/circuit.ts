import { livingTasks } from "./fleet";
import type { Action, Alarm, Cluster, EpochSeconds, Group, Observation, Settings, Task } from "./observation";
import { failuresToOpen, futileLaunchesToOpen, provenAfter, registersWithin, trialEvery } from "./rules";

/** Opens the circuit when workers only fail, so that a broken image does not boot GPUs for days; closes it on a success. */
export function circuit(observation: Observation, settings: Settings, now: EpochSeconds): readonly Action[] {
  const { cluster, alarm, group, queue } = observation;
  if (cluster === undefined || alarm === undefined) return [];
  const own = cluster.tasks.filter(({ taskDefinitionArn }) => taskDefinitionArn === settings.taskDefinitionArn);
  const proven = own.find((task) => task.stoppedAt === undefined && ranSeconds(task, now) >= provenAfter);
  const ended = own
    .filter((task) => outcome(task) !== undefined)
    .sort((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));

  if (!alarm.actionsEnabled) {
    const works = proven ?? ended.slice(0, 1).find((task) => outcome(task) === "worked");
    return works === undefined ? [] : [{ kind: "closeCircuit", reason: `worker ${works.arn} works` }];
  }
  if (proven !== undefined) return [];
  const failures = failuresInARow(ended, alarm);
  const [latest] = failures;
  if (latest !== undefined && failures.length >= failuresToOpen) {
    const cause = (latest.stoppedReason ?? `exit code ${latest.exitCode}`).slice(0, 200);
    return [{ kind: "openCircuit", reason: `${failures.length} workers in a row failed, the last with: ${cause}` }];
  }
  const futile = queue !== undefined && queue.waiting > 0 ? futileLaunches(cluster, group, alarm, now) : 0;
  if (futile < futileLaunchesToOpen) return [];
  return [{ kind: "openCircuit", reason: `${futile} instances launched within an hour, and no worker could start` }];
}

function failuresInARow(latestFirst: readonly Task[], alarm: Alarm): readonly Task[] {
  const since = latestFirst.filter(({ stoppedAt }) => (stoppedAt ?? 0) > alarm.configuredAt);
  const success = since.findIndex((task) => outcome(task) === "worked");
  return success < 0 ? since : since.slice(0, success);
}

/** Undefined: it says nothing about the image, because somebody stopped it or its instance was taken away. */
function outcome(task: Task): "worked" | "failed" | undefined {
  const { stoppedAt, stopCode, exitCode } = task;
  if (stoppedAt === undefined) return undefined;
  if (exitCode === 0 || ranSeconds(task, stoppedAt) >= provenAfter) return "worked";
  if (stopCode === "TaskFailedToStart") return "failed";
  return stopCode === "EssentialContainerExited" ? "failed" : undefined;
}

const ranSeconds = ({ startedAt }: Task, now: EpochSeconds): number => (startedAt === undefined ? 0 : now - startedAt);

/** Launches that had time to bring a worker, when no worker was seen since an hour ago. */
function futileLaunches(cluster: Cluster, group: Group | undefined, alarm: Alarm, now: EpochSeconds): number {
  const seen =
    livingTasks(cluster).length > 0 || cluster.tasks.some(({ stoppedAt = 0 }) => now - stoppedAt < trialEvery);
  const mayCount = (launch: EpochSeconds) =>
    launch > alarm.configuredAt && now - launch < trialEvery && now - launch >= registersWithin;
  return seen ? 0 : (group?.launches ?? []).filter(mayCount).length;
}
