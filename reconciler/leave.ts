import { capacityLimit, containerInstanceOf, freePlaces, isDoubtful, isEmpty, present, tasksOn } from "./fleet";
import type { Action, Cluster, ContainerInstance, EpochSeconds, Group, GroupInstance } from "./observation";
import type { Observation, Settings } from "./observation";
import { registersWithin, settlesWithin, usedWithin } from "./rules";
import { videosUntaken } from "./start";

/** Lets each instance leave when its own work is done: DRAINING, a later look, the end. Only here do instances end. */
export function leave(observation: Observation, settings: Settings, now: EpochSeconds): readonly Action[] {
  const { group, cluster } = observation;
  if (group === undefined || cluster === undefined || isDoubtful(cluster)) return [];
  const steady = present(group)
    .filter(({ lifecycleState }) => lifecycleState === "InService")
    .map((instance) => ({ instance, container: containerInstanceOf(cluster, instance) }));
  const drains = steady.flatMap(({ container }) => (container && isEmpty(cluster, container) ? [container] : []));
  return [
    ...drain(observation, drains, group, cluster, settings, now),
    ...end(
      steady.filter(({ instance, container }) => mayEnd(cluster, instance, container, now)),
      group,
      now,
    ),
  ];
}

function drain(
  observation: Observation,
  empty: readonly ContainerInstance[],
  group: Group,
  cluster: Cluster,
  settings: Settings,
  now: EpochSeconds,
): readonly Action[] {
  const takenOut = empty.filter(({ status, leavingSince }) => status === "DRAINING" && leavingSince === undefined);
  const active = cluster.containerInstances.filter(({ status }) => status === "ACTIVE");
  const idle = empty
    .filter(({ status }) => status === "ACTIVE")
    .map((instance) => ({ instance, idleSeconds: now - idleSince(cluster, instance) }))
    .sort((a, b) => a.idleSeconds - b.idleSeconds);
  const videos = videosUntaken(observation, settings, now);
  const surplus = Math.max(0, active.length - capacityLimit(group, settings));
  let untaken = videos ?? Number.POSITIVE_INFINITY;
  const drained: Action[] = [];
  idle.forEach(({ instance, idleSeconds }, index) => {
    const beyondLimit = idle.length - index <= surplus;
    const wanted = untaken > 0;
    untaken -= freePlaces(instance, settings);
    const patience = beyondLimit ? 0 : wanted ? settings.keepWarmSeconds + usedWithin : settings.keepWarmSeconds;
    if (idleSeconds < patience) return;
    const reason = beyondLimit ? "more instances than may run" : `no work for ${Math.round(idleSeconds / 60)} min`;
    drained.push({ kind: "drain", instanceId: instance.instanceId, containerInstanceArn: instance.arn, reason });
  });
  return [
    ...takenOut.map(({ instanceId, arn }): Action => {
      return { kind: "drain", instanceId, containerInstanceArn: arn, reason: "set to DRAINING by somebody else" };
    }),
    ...drained,
  ];
}

const idleSince = (cluster: Cluster, instance: ContainerInstance): EpochSeconds =>
  Math.max(instance.registeredAt, ...tasksOn(cluster, instance).map(({ stoppedAt }) => stoppedAt ?? 0));

function mayEnd(
  cluster: Cluster,
  instance: GroupInstance,
  container: ContainerInstance | undefined,
  now: EpochSeconds,
): boolean {
  if (container === undefined) return instance.launchedAt !== undefined && now - instance.launchedAt >= registersWithin;
  const { status, leavingSince } = container;
  if (status !== "DRAINING" || leavingSince === undefined) return false;
  return now - leavingSince >= settlesWithin && isEmpty(cluster, container);
}

function end(
  ready: readonly { readonly instance: GroupInstance; readonly container: ContainerInstance | undefined }[],
  group: Group,
  now: EpochSeconds,
): readonly Action[] {
  let desired = group.desiredCapacity;
  let instances = present(group).length;
  return ready.map(({ instance: { instanceId, launchedAt }, container }) => {
    // A smaller FleetSize or the client's shutdown has lowered desired below what runs: then AWS refuses a decrement at
    // the minimum, and elsewhere one would take away an order that is still wanted.
    const decrement = desired >= instances && desired > group.minSize;
    if (decrement) desired -= 1;
    instances -= 1;
    const life = launchedAt === undefined ? "" : `, boot to end ${Math.round((now - launchedAt) / 60)} min`;
    const reason = (container === undefined ? "never registered in the cluster" : "empty and draining") + life;
    return { kind: "end", instanceId, containerInstanceArn: container?.arn, decrement, reason };
  });
}
