import { count, duration } from "../words";
import type { Cluster, ContainerInstance, EpochSeconds, Group, GroupInstance } from "./facts";

/** An instance of the group, with its side in ECS. */
export interface Instance extends GroupInstance {
  /** Undefined: it has not registered yet. */
  readonly container?: ContainerInstance;
  /** Tasks on it that have not stopped. */
  readonly tasks: number;
}

/** Those that are not ending. */
export function instancesOf({ instances }: Group, { registered, tasks }: Cluster): readonly Instance[] {
  const living = tasks.filter(({ lastStatus }) => lastStatus !== "STOPPED");
  const containers = new Map(registered.map((container) => [container.instanceId, container]));
  return instances
    .filter(({ lifecycleState }) => !lifecycleState.startsWith("Terminat"))
    .map((instance): Instance => {
      const container = containers.get(instance.id);
      const here = living.filter(({ containerInstanceArn: arn }) => arn !== undefined && arn === container?.arn);
      return { ...instance, ...(container && { container }), tasks: here.length };
    });
}

/** A line for all of them, then one each. `noun` is what runs on them, such as `worker`. */
export function instanceTexts(
  instances: readonly Instance[],
  { desiredCapacity, maxSize }: Pick<Group, "desiredCapacity" | "maxSize">,
  at: EpochSeconds,
  noun: string,
): string[] {
  const rows = instances.map(({ id, type, zone, lifecycleState, launchedAt, spot, container, tasks }) => {
    const state = container ? container.status : "not in ECS yet";
    const age = launchedAt === undefined ? "" : `for ${duration(at - launchedAt)}`;
    const connection = container && !container.agentConnected ? "agent disconnected" : "";
    return [id, type, spot ? "Spot" : "", zone, lifecycleState, state, age, connection, count(tasks, noun)]
      .filter(Boolean)
      .join("  ");
  });
  return [`${instances.length} running · ${desiredCapacity} wanted · at most ${maxSize}`, ...rows];
}
