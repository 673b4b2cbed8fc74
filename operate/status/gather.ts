import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { namesOf, pauseParameter } from "../../constructs/names";
import type { ModelSpec } from "../../models/format/spec";
import { pauseValues } from "../../reconciler/settings";
import { needing, unlessMissing } from "../aws-failure";
import { reach } from "../reach";
import { epochSeconds } from "./epoch";
import type { Facts } from "./facts";
import { lookAtAlarms } from "./look-at-alarms";
import { lookAtCluster } from "./look-at-cluster";
import { lookAtActivities, lookAtGroup, lookAtLaunches, withLaunches } from "./look-at-group";
import { lookAtOldest, lookAtQueues, withOldest } from "./look-at-queues";
import { lookTogether } from "./look-together";

/** Parts of a stack without which nothing can run. */
export type Missing = readonly ("queues" | "Auto Scaling group" | "ECS cluster")[];

/**
 * Asks AWS for everything about a stack at once.
 * @returns which parts do not exist: all of them before a deploy, some after one that failed
 * @throws errors of the AWS SDK, except missing permissions
 */
export async function gather({ stackName, region }: ModelSpec): Promise<Facts | { readonly missing: Missing }> {
  const names = namesOf(stackName);
  const at = epochSeconds(new Date());
  const looked = lookAtGroup(names, region);
  const seen = await lookTogether({
    queues: lookAtQueues(names, region),
    oldest: lookAtOldest(names, region, at),
    group: looked,
    launches: lookAtLaunches(looked, names, region),
    cluster: lookAtCluster(names, region),
    activities: lookAtActivities(names, region),
    alarms: lookAtAlarms(stackName, region),
    paused: lookAtPause(stackName, region),
  });
  const called = { queues: "queues", group: "Auto Scaling group", cluster: "ECS cluster" } as const;
  const missing = (["queues", "group", "cluster"] as const).filter((part) => seen.missing.includes(part));
  if (missing.length > 0) return { missing: missing.map((part) => called[part]) };
  const { queues, oldest, group, launches, ...parts } = seen.parts;
  return {
    stackName,
    region,
    at,
    ...(queues && { queues: withOldest(queues, oldest) }),
    ...(group && { group: withLaunches(group, launches) }),
    ...parts,
    unseen: seen.unseen,
  };
}

async function lookAtPause(stackName: string, region: string): Promise<boolean> {
  const question = new GetParameterCommand({ Name: pauseParameter(stackName) });
  const answer = await unlessMissing(
    ["ParameterNotFound"],
    needing("ssm:GetParameter", new SSMClient(reach(region)).send(question)),
  );
  return answer?.Parameter?.Value === pauseValues.paused;
}
