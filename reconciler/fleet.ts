import type { Cluster, ContainerInstance, EpochSeconds, Group, GroupInstance, Settings, Task } from "./observation";
import { usableWithin } from "./rules";

/** The group and the cluster joined. */
export interface Fleet {
  readonly members: readonly Member[];
  /** Living tasks of this stack's own family, whatever revision. */
  readonly workers: readonly Task[];
  /** The most instances that may run: a person, or the client, may have set the group's maximum below FleetSize. */
  readonly limit: number;
  /** True: the listings contradict the cluster's own counts or each other, so something was left out. */
  readonly doubtful: boolean;
}

/** An instance that counts against the desired capacity, with its side in ECS. */
export interface Member {
  readonly instance: GroupInstance;
  /** None: it has not registered yet. More than one: its agent registered anew. */
  readonly containers: readonly ContainerInstance[];
  /** All that ECS still describes on it, stopped or not. */
  readonly tasks: readonly Task[];
}

export function fleetOf(group: Group, cluster: Cluster, settings: Settings): Fleet {
  const containersOf = grouped(cluster.containerInstances, ({ instanceId }) => instanceId);
  const tasksOn = grouped(cluster.tasks, ({ containerInstanceArn }) => containerInstanceArn);
  const members = group.instances.filter(isPresent).map((instance): Member => {
    const containers = containersOf.get(instance.instanceId) ?? [];
    return { instance, containers, tasks: containers.flatMap(({ arn }) => tasksOn.get(arn) ?? []) };
  });
  const living = cluster.tasks.filter(isLiving);
  const family = familyOf(settings.taskDefinitionArn);
  return {
    members,
    workers: living.filter(({ taskDefinitionArn }) => familyOf(taskDefinitionArn) === family),
    limit: Math.min(settings.fleetSize, group.maxSize),
    doubtful: isDoubtful(cluster, living),
  };
}

const isPresent = ({ lifecycleState }: GroupInstance): boolean => !lifecycleState.startsWith("Terminat");

export const isLiving = ({ lastStatus }: Task): boolean => lastStatus !== "STOPPED";

export const isStopping = ({ desiredStatus }: Task): boolean => desiredStatus === "STOPPED";

export const isPending = (task: Task): boolean => task.startedAt === undefined && !isStopping(task);

/** DRAINING, by us, by the client's shutdown or by Spot: it gets no work again. */
export const isLeaving = ({ containers }: Member): boolean => containers.some(({ status }) => status === "DRAINING");

/** How many more workers it can take. Only GPUs are counted here; the rest is RunTask's to judge. */
export function freePlaces(member: Member, settings: Settings): number {
  const [container, ...others] = member.containers;
  if (container === undefined || others.length > 0 || member.instance.lifecycleState !== "InService") return 0;
  if (container.status !== "ACTIVE" || !container.agentConnected || !registeredInTime(member, container)) return 0;
  return Math.floor(container.freeGpus / settings.gpusPerTask);
}

const registeredInTime = ({ instance: { launchedAt } }: Member, { registeredAt }: ContainerInstance): boolean =>
  launchedAt !== undefined && registeredAt - launchedAt <= usableWithin;

/** Nothing runs there, by each of three witnesses: the instance's counts, its GPUs, and the list of tasks. */
export const isEmpty = ({ containers, tasks }: Member): boolean =>
  containers.every(
    ({ runningCount, pendingCount, freeGpus, registeredGpus }) =>
      runningCount === 0 && pendingCount === 0 && freeGpus === registeredGpus,
  ) && !tasks.some(isLiving);

/** Since when it has had no work; meaningful while it is empty. */
export const idleSince = ({ containers, tasks }: Member): EpochSeconds =>
  Math.max(...containers.map(({ registeredAt }) => registeredAt), ...tasks.map(({ stoppedAt }) => stoppedAt ?? 0));

function isDoubtful(cluster: Cluster, living: readonly Task[]): boolean {
  const known = new Set<string | undefined>(cluster.containerInstances.map(({ arn }) => arn));
  return (
    cluster.containerInstances.length < cluster.registeredCount ||
    living.length < cluster.runningCount + cluster.pendingCount ||
    living.some(({ containerInstanceArn: arn }) => arn !== undefined && !known.has(arn))
  );
}

/** `arn:…:task-definition/family:revision` without the revision. */
const familyOf = (taskDefinitionArn: string): string => taskDefinitionArn.slice(0, taskDefinitionArn.lastIndexOf(":"));

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
