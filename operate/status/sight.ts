import type { ModelSpec } from "../../models/format/spec";
import type { Activity, Alarm, EpochSeconds, Facts, Queues, Task } from "./facts";
import { type Instance, instancesOf } from "./instances";

/** Facts that suffice to say how a stack is, with what every rule derives from them. */
export interface Sight {
  readonly spec: ModelSpec;
  readonly at: EpochSeconds;
  readonly paused: boolean;
  readonly queues: Queues;
  readonly desiredCapacity: number;
  readonly maxSize: number;
  readonly launchSuspended?: true;
  readonly instances: readonly Instance[];
  /** Workers by what they do: work, are about to, or finish their last video. */
  readonly running: readonly Task[];
  readonly pending: readonly Task[];
  readonly stopping: readonly Task[];
  /** Those that ended, the latest first. */
  readonly ended: readonly Task[];
  readonly activities: readonly Activity[];
  readonly alarms: readonly Alarm[];
}

/** Undefined: a part is missing without which nothing can be said. */
export function sightOf(facts: Facts, spec: ModelSpec): Sight | undefined {
  const { queues, group, cluster, activities = [], alarms = [], paused = false, at } = facts;
  if (!queues || !group || !cluster) return undefined;
  const living = cluster.tasks.filter(({ lastStatus }) => lastStatus !== "STOPPED");
  const stopping = living.filter(({ desiredStatus }) => desiredStatus === "STOPPED");
  const going = living.filter(({ desiredStatus }) => desiredStatus !== "STOPPED");
  return {
    spec,
    at,
    paused,
    queues,
    desiredCapacity: group.desiredCapacity,
    maxSize: group.maxSize,
    ...(group.launchSuspended && { launchSuspended: group.launchSuspended }),
    instances: instancesOf(group, cluster),
    running: going.filter(({ startedAt }) => startedAt !== undefined),
    pending: going.filter(({ startedAt }) => startedAt === undefined),
    stopping,
    ended: cluster.tasks
      .filter(({ lastStatus }) => lastStatus === "STOPPED")
      .sort((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0)),
    activities,
    alarms,
  };
}
