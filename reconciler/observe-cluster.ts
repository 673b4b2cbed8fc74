import {
  DescribeClustersCommand,
  DescribeContainerInstancesCommand,
  DescribeTasksCommand,
  paginateListContainerInstances,
  paginateListTasks,
  type ContainerInstance as EcsContainerInstance,
  type Resource,
  type Task as EcsTask,
} from "@aws-sdk/client-ecs";
import type { Clients } from "./clients";
import { known } from "./observe-group";
import type { Cluster, ContainerInstance, EpochSeconds, Task } from "./observation";

/** `startedBy` of the tasks that the reconciler starts. */
export const startedBy = "reconciler";

/** Attribute of a container instance: when the reconciler set it to DRAINING, in seconds since 1970. */
export const leavingSinceAttribute = "elastic-models.leaving-since";

/** DescribeTasks and DescribeContainerInstances take a hundred at most ("Amazon ECS API Reference"). */
const describedACall = 100;

/** Stopped tasks beyond so many pages of a hundred are not looked at: a fleet of 250 that crashes and crashes. */
const stoppedPages = 20;

export async function observeCluster({ ecs }: Clients, cluster: string): Promise<Cluster> {
  const [counts, arns, running, stopped] = await Promise.all([
    ecs.send(new DescribeClustersCommand({ clusters: [cluster] })),
    listContainerInstances(ecs, cluster),
    listTasks(ecs, cluster, "RUNNING"),
    listTasks(ecs, cluster, "STOPPED"),
  ]);
  const [seen] = counts.clusters ?? [];
  if (seen?.status !== "ACTIVE") throw new Error(`the cluster ${cluster} is ${seen?.status ?? "not there"}`);
  const [containerInstances, tasks] = await Promise.all([
    describeContainerInstances(ecs, cluster, arns),
    describeTasks(ecs, cluster, [...running, ...stopped]),
  ]);
  return {
    containerInstances,
    tasks,
    registeredCount: known(seen.registeredContainerInstancesCount),
    runningCount: known(seen.runningTasksCount),
    pendingCount: known(seen.pendingTasksCount),
  };
}

/** Every task that ECS still describes on one instance, those that were told to stop among them. */
export async function observeTasksOn({ ecs }: Clients, cluster: string, containerInstance: string) {
  const [running, stopped] = await Promise.all([
    listTasks(ecs, cluster, "RUNNING", containerInstance),
    listTasks(ecs, cluster, "STOPPED", containerInstance),
  ]);
  return describeTasks(ecs, cluster, [...running, ...stopped]);
}

/** Ids in one filter: an expression of a placement has at most 2000 characters, an id and its comma 21; of a filter ECS says nothing. */
const idsAFilter = 50;

/** Those of these instances that are registered; asked for by id, so that no page can leave one out. */
export async function observeRegistered({ ecs }: Clients, cluster: string, instanceIds: readonly string[]) {
  const found = await inParts(instanceIds, idsAFilter, (ids) =>
    listContainerInstances(ecs, cluster, `ec2InstanceId in [${ids.join(", ")}]`),
  );
  return describeContainerInstances(ecs, cluster, found);
}

async function listContainerInstances(ecs: Clients["ecs"], cluster: string, filter?: string) {
  const arns: string[] = [];
  const pages = paginateListContainerInstances({ client: ecs, pageSize: 100 }, { cluster, filter });
  for await (const { containerInstanceArns = [] } of pages) arns.push(...containerInstanceArns);
  return arns;
}

export const describeContainerInstances = (ecs: Clients["ecs"], cluster: string, arns: readonly string[]) =>
  inParts(arns, describedACall, async (containerInstances) => {
    const command = new DescribeContainerInstancesCommand({ cluster, containerInstances: [...containerInstances] });
    const answer = await ecs.send(command);
    return (answer.containerInstances ?? []).filter(({ status }) => status !== "INACTIVE").map(asContainerInstance);
  });

const describeTasks = (ecs: Clients["ecs"], cluster: string, arns: readonly string[]) =>
  inParts([...new Set(arns)], describedACall, async (tasks) => {
    const answer = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [...tasks] }));
    return (answer.tasks ?? []).map(asTask);
  });

async function listTasks(
  ecs: Clients["ecs"],
  cluster: string,
  desiredStatus: "RUNNING" | "STOPPED",
  containerInstance?: string,
) {
  const arns: string[] = [];
  let pages = 0;
  const asked = { cluster, desiredStatus, containerInstance };
  for await (const { taskArns = [] } of paginateListTasks({ client: ecs, pageSize: 100 }, asked)) {
    arns.push(...taskArns);
    if (desiredStatus === "STOPPED" && ++pages >= stoppedPages) break;
  }
  return arns;
}

function asContainerInstance(seen: EcsContainerInstance): ContainerInstance {
  const mark = seen.attributes?.find(({ name }) => name === leavingSinceAttribute)?.value;
  return {
    arn: known(seen.containerInstanceArn),
    instanceId: known(seen.ec2InstanceId),
    status: known(seen.status),
    agentConnected: seen.agentConnected ?? false,
    registeredAt: seconds(known(seen.registeredAt)),
    runningCount: known(seen.runningTasksCount),
    pendingCount: known(seen.pendingTasksCount),
    registeredGpus: gpus(seen.registeredResources),
    freeGpus: gpus(seen.remainingResources),
    leavingSince: mark === undefined ? undefined : Number(mark),
  };
}

const gpus = (resources: readonly Resource[] = []): number =>
  resources.find(({ name }) => name === "GPU")?.stringSetValue?.length ?? 0;

function asTask(seen: EcsTask): Task {
  return {
    arn: known(seen.taskArn),
    isWorker: seen.startedBy === startedBy,
    taskDefinitionArn: known(seen.taskDefinitionArn),
    containerInstanceArn: seen.containerInstanceArn,
    lastStatus: known(seen.lastStatus),
    desiredStatus: known(seen.desiredStatus),
    createdAt: seconds(known(seen.createdAt)),
    startedAt: seen.startedAt && seconds(seen.startedAt),
    stoppingAt: seen.stoppingAt && seconds(seen.stoppingAt),
    stoppedAt: seen.stoppedAt && seconds(seen.stoppedAt),
    stopCode: seen.stopCode,
    stoppedReason: seen.stoppedReason,
    exitCode: seen.containers?.find(({ exitCode }) => exitCode !== undefined)?.exitCode,
  };
}

const seconds = (date: Date): EpochSeconds => date.getTime() / 1000;

/** Two calls at a time stay below the rate of ECS. */
async function inParts<Item, Found>(
  items: readonly Item[],
  size: number,
  ask: (part: readonly Item[]) => Promise<readonly Found[]>,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (let start = 0; start < items.length; start += 2 * size) {
    const parts = [items.slice(start, start + size), items.slice(start + size, start + 2 * size)];
    const answers = await Promise.all(parts.filter(({ length }) => length > 0).map(ask));
    found.push(...answers.flat());
  }
  return found;
}
