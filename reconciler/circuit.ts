import { freePlaces } from "./fleet";
import type { Action } from "./action";
import type { Alarm, EpochSeconds, Task } from "./observation";
import {
  failuresToOpen,
  flowMinutes,
  futileLaunchesToOpen,
  metricsLateMinutes,
  provenAfter,
  registersWithin,
} from "./rules";
import type { Sight } from "./sight";
import { count } from "./words";

/** Opens the circuit when nothing but failures comes, so that a broken image does not boot GPUs for days. */
export function circuit(sight: Sight): readonly Action[] {
  const { alarm, cluster, fleet, settings, now } = sight;
  if (alarm === undefined) return [];
  const own = cluster.tasks.filter(({ taskDefinitionArn }) => taskDefinitionArn === settings.taskDefinitionArn);
  const proven = fleet.workers.find(
    (worker) => worker.taskDefinitionArn === settings.taskDefinitionArn && ranSeconds(worker, now) >= provenAfter,
  );
  const latestFirst = own
    .filter((task) => outcome(task) !== undefined)
    .sort((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));
  if (alarm.actionsEnabled) {
    const reason =
      proven === undefined
        ? (failures(latestFirst, alarm) ?? idleness(latestFirst, sight, alarm) ?? futility(sight, alarm))
        : undefined;
    return reason === undefined ? [] : [{ kind: "openCircuit", reason }];
  }
  const works = proven ?? success(latestFirst, sight);
  return works === undefined ? [] : [{ kind: "closeCircuit", reason: `worker ${works.arn} works` }];
}

/** Workers that failed one after the other, with no success between them and since the alarm was last configured. */
function failures(latestFirst: readonly Task[], alarm: Alarm): string | undefined {
  const end = latestFirst.findIndex(
    (task) => outcome(task) === "worked" || (task.stoppedAt ?? 0) <= alarm.configuredAt,
  );
  const failed = end < 0 ? latestFirst : latestFirst.slice(0, end);
  const [last] = failed;
  if (last === undefined || failed.length < failuresToOpen) return undefined;
  const exit = last.exitCode === undefined ? "" : ` (exit code ${last.exitCode})`;
  return `${failed.length} workers in a row failed, the last: ${(last.stoppedReason ?? "").slice(0, 200)}${exit}`;
}

/** Workers that exited with 0 one after the other although videos wait, none of which anybody took in all that time. */
function idleness(latestFirst: readonly Task[], { queue, now }: Sight, alarm: Alarm): string | undefined {
  const { waiting, inFlight, flow } = queue;
  if (waiting === 0 || inFlight > 0 || flow?.taken !== 0) return undefined;
  const [from, to] = [Math.max(alarm.configuredAt, now - flowMinutes * 60), now - metricsLateMinutes * 60];
  const idle = latestFirst.filter(
    (task) => outcome(task) === "worked" && task.createdAt > from && (task.stoppedAt ?? now) <= to,
  );
  if (idle.length < failuresToOpen) return undefined;
  return `${idle.length} workers exited with 0 while ${count(waiting, "video")} waited, and none took one`;
}

/** Launches that had the time to bring a worker, while videos wait and not one worker was seen since. */
function futility({ queue, cluster, group, fleet, settings, now }: Sight, alarm: Alarm): string | undefined {
  const hope = fleet.workers.length > 0 || fleet.members.some((member) => freePlaces(member, settings) > 0);
  if (hope || queue.waiting === 0) return undefined;
  const lastWorker = Math.max(alarm.configuredAt, ...cluster.tasks.map(({ createdAt }) => createdAt));
  const futile = (group.launches ?? []).filter((launch) => launch > lastWorker && now - launch >= registersWithin);
  if (futile.length < futileLaunchesToOpen) return undefined;
  return `${futile.length} instances were launched within an hour, and no worker could start on any`;
}

/**
 * The last worker that ended, if it worked and none was launched in vain since. A worker that exits although videos wait
 * has worked only if one was taken.
 */
function success([last]: readonly Task[], { queue, group }: Sight): Task | undefined {
  if (last === undefined || outcome(last) !== "worked" || group.launches === undefined) return undefined;
  if (queue.waiting > 0 && !((queue.flow?.taken ?? 0) > 0)) return undefined;
  return group.launches.every((launch) => launch < last.createdAt) ? last : undefined;
}

/** Undefined: it says nothing about the image, because somebody stopped it or its instance was taken away. */
function outcome(task: Task): "worked" | "failed" | undefined {
  const { stoppedAt, stopCode, exitCode } = task;
  if (stoppedAt === undefined) return undefined;
  if (exitCode === 0 || ranSeconds(task, stoppedAt) >= provenAfter) return "worked";
  return stopCode === "TaskFailedToStart" || stopCode === "EssentialContainerExited" ? "failed" : undefined;
}

const ranSeconds = ({ startedAt }: Task, until: EpochSeconds): number =>
  startedAt === undefined ? 0 : until - startedAt;
