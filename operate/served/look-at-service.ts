import {
  DescribeServicesCommand,
  ECSClient,
  type Deployment as EcsDeployment,
  type Service as EcsService,
} from "@aws-sdk/client-ecs";
import type { Names } from "../../constructs/names";
import { needing, unlessMissing } from "../aws-failure";
import { reach } from "../reach";
import { epochSeconds } from "../status/epoch";
import type { Deployment, Service } from "./facts";

/** Undefined: there is no such service. */
export async function lookAtService({ cluster, service: name }: Names, region: string): Promise<Service | undefined> {
  const question = new DescribeServicesCommand({ cluster, services: [name] });
  const answer = await unlessMissing(
    ["ClusterNotFoundException"],
    needing("ecs:DescribeServices", new ECSClient(reach(region)).send(question)),
  );
  // A deleted service is described as DRAINING, then as INACTIVE for a while.
  const service = answer?.services?.find(({ status }) => status === "ACTIVE");
  return service && serviceOf(service);
}

function serviceOf({ desiredCount, runningCount, pendingCount, deployments = [], events = [] }: EcsService): Service {
  return {
    desired: desiredCount ?? 0,
    running: runningCount ?? 0,
    pending: pendingCount ?? 0,
    deployments: deployments.map(deploymentOf),
    events: events
      .map(({ createdAt, message = "" }) => ({
        at: epochSeconds(createdAt),
        message: message.replace(/^\(service [^)]*\)\s*/, ""),
      }))
      .sort((a, b) => b.at - a.at),
  };
}

function deploymentOf(deployment: EcsDeployment): Deployment {
  const { id = "", status, rolloutState, taskDefinition = "", desiredCount, runningCount, failedTasks } = deployment;
  return {
    id,
    primary: status === "PRIMARY",
    rollout: rolloutState ?? "unknown",
    taskDefinition: taskDefinition.split("/").at(-1) ?? "",
    desired: desiredCount ?? 0,
    running: runningCount ?? 0,
    failed: failedTasks ?? 0,
    createdAt: epochSeconds(deployment.createdAt),
    updatedAt: epochSeconds(deployment.updatedAt),
  };
}
