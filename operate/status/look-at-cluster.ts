import {
  DescribeClustersCommand,
  DescribeContainerInstancesCommand,
  DescribeTasksCommand,
  type DesiredStatus,
  ECSClient,
  paginateListContainerInstances,
  paginateListTasks,
  type Task as EcsTask,
} from "@aws-sdk/client-ecs";
import type { Names } from "../../constructs/names";
import { needing, pages } from "../aws-failure";
import { reach } from "../reach";
import { epochSeconds } from "./epoch";
import type { Cluster, ContainerInstance, Task } from "./facts";

/** Undefined: there is no such cluster. */
export async function lookAtCluster({ cluster }: Names, region: string): Promise<Cluster | undefined> {
  const client = new ECSClient(reach(region));
  const { clusters = [] } = await needing(
    "ecs:DescribeClusters",
    client.send(new DescribeClustersCommand({ clusters: [cluster] })),
  );
  if (!clusters.some(({ status }) => status === "ACTIVE")) return undefined;
  const [registered, living, stopped] = await Promise.all([
    containerInstancesOf(cluster, client),
    tasksOf(cluster, "RUNNING", client),
    tasksOf(cluster, "STOPPED", client),
  ]);
  // A task that is asked to stop is in the second list before it has stopped; never in both for long.
  const tasks = new Map([...living, ...stopped].map((task) => [task.id, task]));
  return { registered, tasks: [...tasks.values()] };
}

async function containerInstancesOf(cluster: string, client: ECSClient): Promise<readonly ContainerInstance[]> {
  const listed = await pages("ecs:ListContainerInstances", paginateListContainerInstances({ client }, { cluster }));
  const arns = listed.flatMap(({ containerInstanceArns = [] }) => containerInstanceArns);
  const answers = await Promise.all(
    hundreds(arns).map((containerInstances) =>
      needing(
        "ecs:DescribeContainerInstances",
        client.send(new DescribeContainerInstancesCommand({ cluster, containerInstances })),
      ),
    ),
  );
  return answers
    .flatMap(({ containerInstances = [] }) => containerInstances)
    .map(({ containerInstanceArn = "", ec2InstanceId = "", status = "", agentConnected = false }) => ({
      arn: containerInstanceArn,
      instanceId: ec2InstanceId,
      status,
      agentConnected,
    }));
}

async function tasksOf(cluster: string, desiredStatus: DesiredStatus, client: ECSClient): Promise<readonly Task[]> {
  const listed = await pages("ecs:ListTasks", paginateListTasks({ client }, { cluster, desiredStatus }));
  const arns = listed.flatMap(({ taskArns = [] }) => taskArns);
  const answers = await Promise.all(
    hundreds(arns).map((tasks) =>
      needing("ecs:DescribeTasks", client.send(new DescribeTasksCommand({ cluster, tasks }))),
    ),
  );
  return answers.flatMap(({ tasks = [] }) => tasks.map(taskOf));
}

function taskOf(task: EcsTask): Task {
  const { taskArn = "", containerInstanceArn, lastStatus = "", desiredStatus = "", stopCode, containers = [] } = task;
  const [container] = containers;
  return {
    id: taskArn.split("/").at(-1) ?? "",
    ...(containerInstanceArn && { containerInstanceArn }),
    lastStatus,
    desiredStatus,
    createdAt: epochSeconds(task.createdAt),
    ...(task.startedAt && { startedAt: epochSeconds(task.startedAt) }),
    ...(task.stoppedAt && { stoppedAt: epochSeconds(task.stoppedAt) }),
    ...(stopCode && { stopCode }),
    reason: [task.stoppedReason, container?.reason].filter(Boolean).join(": "),
    ...(container?.exitCode !== undefined && { exitCode: container.exitCode }),
    ...(task.enableExecuteCommand && { exec: true }),
  };
}

/** As many as ECS describes in one call. */
function hundreds<Item>(all: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(all.length / 100) }, (_, index) => all.slice(100 * index, 100 * (index + 1)));
}
