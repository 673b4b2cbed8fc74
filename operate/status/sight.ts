import type { ModelSpec } from "../../models/format/spec";
import type { Activity, Alarm, ContainerInstance, EpochSeconds, Facts, GroupInstance, Queues, Task } from "./facts";

/** Facts that suffice to say how a stack is, with what every rule derives from them. */
export interface Sight {
  readonly spec: ModelSpec;
  readonly at: EpochSeconds;
  readonly paused: boolean;
  readonly queues: Queues;
  readonly desiredCapacity: number;
  readonly maxSize: number;
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

/** An instance of the group, with its side in ECS. */
export interface Instance extends GroupInstance {
  /** Undefined: it has not registered yet. */
  readonly container?: ContainerInstance;
  readonly workers: number;
}

/** Undefined: a part is missing without which nothing can be said. */
export function sightOf(facts: Facts, spec: ModelSpec): Sight | undefined {
  const { queues, group, cluster, activities = [], alarms = [], paused = false, at } = facts;
  if (!queues || !group || !cluster) return undefined;
  const living = cluster.tasks.filter(({ lastStatus }) => lastStatus !== "STOPPED");
  const containers = new Map(cluster.registered.map((container) => [container.instanceId, container]));
  const instances = group.instances
    .filter(({ lifecycleState }) => !lifecycleState.startsWith("Terminat"))
    .map((instance): Instance => {
      const container = containers.get(instance.id);
      const workers = living.filter(({ containerInstanceArn: arn }) => arn !== undefined && arn === container?.arn);
      return { ...instance, ...(container && { container }), workers: workers.length };
    });
  const stopping = living.filter(({ desiredStatus }) => desiredStatus === "STOPPED");
  const going = living.filter(({ desiredStatus }) => desiredStatus !== "STOPPED");
  return {
    spec,
    at,
    paused,
    queues,
    desiredCapacity: group.desiredCapacity,
    maxSize: group.maxSize,
    instances,
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
