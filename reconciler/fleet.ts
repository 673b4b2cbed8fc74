import type { Cluster, ContainerInstance, Group, GroupInstance, Settings, Task } from "./observation";

/** Instances that count against the desired capacity: all but those on their way out. */
export const present = (group: Group): readonly GroupInstance[] =>
  group.instances.filter((instance) => !instance.lifecycleState.startsWith("Terminat"));

/** The most instances that may run now: a person or the client may have set the group's maximum lower than FleetSize. */
export const capacityLimit = (group: Group, settings: Settings): number => Math.min(settings.fleetSize, group.maxSize);

/** Tasks that still run, will run or are finishing, of anybody. */
export const livingTasks = (cluster: Cluster): readonly Task[] =>
  cluster.tasks.filter((task) => task.lastStatus !== "STOPPED");

/** Living tasks of this stack's own family, whatever revision. */
export const workers = (cluster: Cluster, settings: Settings): readonly Task[] =>
  livingTasks(cluster).filter((task) => familyOf(task.taskDefinitionArn) === familyOf(settings.taskDefinitionArn));

export const isStopping = (task: Task): boolean => task.desiredStatus === "STOPPED";

export const isPending = (task: Task): boolean => task.startedAt === undefined && !isStopping(task);

/** How many more workers an instance can take: only a GPU's place counts, the rest is RunTask's to judge. */
export const freePlaces = (instance: ContainerInstance, settings: Settings): number =>
  instance.status === "ACTIVE" && instance.agentConnected ? Math.floor(instance.freeGpus / settings.gpusPerTask) : 0;

export const containerInstanceOf = (cluster: Cluster, instance: GroupInstance): ContainerInstance | undefined =>
  cluster.containerInstances.find(({ instanceId }) => instanceId === instance.instanceId);

export const tasksOn = (cluster: Cluster, instance: ContainerInstance): readonly Task[] =>
  cluster.tasks.filter((task) => task.containerInstanceArn === instance.arn);

/** Nothing runs there by either witness: the instance's own counts, and the list of tasks. */
export const isEmpty = (cluster: Cluster, instance: ContainerInstance): boolean =>
  instance.runningCount === 0 &&
  instance.pendingCount === 0 &&
  instance.freeGpus === instance.registeredGpus &&
  tasksOn(cluster, instance).every((task) => task.lastStatus === "STOPPED");

/** A listing is doubtful when it shows less than the cluster counts, or a task on an instance that it does not show. */
export function isDoubtful(cluster: Cluster): boolean {
  const living = livingTasks(cluster);
  const known = new Set(cluster.containerInstances.map(({ arn }) => arn));
  return (
    cluster.containerInstances.length < cluster.registeredCount ||
    living.length < cluster.runningCount + cluster.pendingCount ||
    living.some(({ containerInstanceArn }) => containerInstanceArn !== undefined && !known.has(containerInstanceArn))
  );
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** `arn:…:task-definition/family:revision` without the revision. */
const familyOf = (taskDefinitionArn: string): string => taskDefinitionArn.slice(0, taskDefinitionArn.lastIndexOf(":"));
