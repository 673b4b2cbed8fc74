import type { Cluster, ContainerInstance, EpochSeconds, Group, GroupInstance, Task } from "./observation";
import type { Settings } from "./settings";
import { usableWithin } from "./rules";

/** The group and the cluster joined. */
export interface Fleet {
  readonly members: readonly Member[];
  /**
   * Living tasks that the reconciler started, of whatever revision. Not those of an instance that the group no longer has:
   * where its agent was disconnected before, ECS shows it and them as they were ("DeregisterContainerInstance").
   */
  readonly workers: readonly Task[];
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

export function fleetOf(group: Group, cluster: Cluster): Fleet {
  const containersOf = grouped(cluster.containerInstances, ({ instanceId }) => instanceId);
  const tasksOn = grouped(cluster.tasks, ({ containerInstanceArn }) => containerInstanceArn);
  const members = group.instances.filter(isPresent).map((instance): Member => {
    const containers = containersOf.get(instance.instanceId) ?? [];
    return { instance, containers, tasks: containers.flatMap(({ arn }) => tasksOn.get(arn) ?? []) };
  });
  const living = cluster.tasks.filter(isLiving);
  const present = new Set(members.map(({ instance: { instanceId } }) => instanceId));
  // Only what is seen to have gone: a task that was just placed has no instance yet, and a page may leave one out.
  const gone = new Set<string | undefined>(
    cluster.containerInstances.filter(({ instanceId }) => !present.has(instanceId)).map(({ arn }) => arn),
  );
  return {
    members,
    workers: living.filter(({ isWorker, containerInstanceArn }) => isWorker && !gone.has(containerInstanceArn)),
    doubtful: isDoubtful(cluster, living),
  };
}

const isPresent = ({ lifecycleState }: GroupInstance): boolean => !lifecycleState.startsWith("Terminat");

export const isLiving = ({ lastStatus }: Task): boolean => lastStatus !== "STOPPED";

export const isStopping = ({ desiredStatus }: Task): boolean => desiredStatus === "STOPPED";

export const isPending = (task: Task): boolean => task.startedAt === undefined && !isStopping(task);

/** DRAINING, by us, by the client's shutdown or by Spot: it gets no work again. */
export const isLeaving = ({ containers }: Member): boolean => containers.some(({ status }) => status === "DRAINING");

/** Others have set it to DRAINING: the reconciler notes since when on each that it drains itself. */
export const isTakenOut = (member: Member): boolean =>
  isLeaving(member) && member.containers.every(({ leavingSince }) => leavingSince === undefined);

/** Instances beyond the group's maximum, as a smaller FleetSize or the client's shutdown leave them: least work first. */
export function surplus({ members }: Fleet, { maxSize }: Group): readonly Member[] {
  const staying = members.filter((member) => !isLeaving(member));
  if (staying.length <= maxSize) return [];
  const work = ({ tasks }: Member) => tasks.filter((task) => isLiving(task) && !isStopping(task)).length;
  const launch = ({ instance: { launchedAt } }: Member) => launchedAt ?? 0;
  const leastFirst = [...staying].sort((a, b) => work(a) - work(b) || launch(b) - launch(a));
  return leastFirst.slice(0, staying.length - maxSize);
}

/** How many more workers it can take now. Only GPUs are counted here; the rest is RunTask's to judge. */
export function freePlaces(member: Member, settings: Settings): number {
  const [container, ...others] = member.containers;
  if (container === undefined || others.length > 0 || member.instance.lifecycleState !== "InService") return 0;
  const { launchedAt } = member.instance;
  if (launchedAt === undefined || container.registeredAt - launchedAt > usableWithin) return 0;
  if (container.status !== "ACTIVE" || !container.agentConnected) return 0;
  return Math.max(0, Math.floor(unheldGpus(member, container, settings) / settings.gpusPerTask));
}

/**
 * The GPUs that nobody holds. In ECS's books a worker that was told to stop has given its GPU back, while it finishes its
 * video for hours; a task that is placed there meanwhile waits for it to exit (github.com/aws/amazon-ecs-agent, #2267, #3852).
 */
export function unheldGpus({ tasks }: Member, { arn, freeGpus }: ContainerInstance, { gpusPerTask }: Settings): number {
  const holding = tasks.filter((task) => task.containerInstanceArn === arn && isLiving(task) && isStopping(task));
  return freeGpus - holding.length * gpusPerTask;
}

/** How many workers it could take if it had none; 0 when it is certain that it will never get one. */
export function allPlaces({ containers, instance: { launchedAt } }: Member, settings: Settings): number {
  const late = containers.some(({ registeredAt }) => registeredAt - (launchedAt ?? registeredAt) > usableWithin);
  return late
    ? 0
    : Math.floor(Math.max(...containers.map(({ registeredGpus }) => registeredGpus)) / settings.gpusPerTask);
}

/**
 * Nothing runs there, by each of three witnesses: the instance's counts, its GPUs, and the list of tasks. Of a worker that
 * was told to stop only the list knows: `runningTasksCount` is of tasks that shall run ("ContainerInstance").
 */
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

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
