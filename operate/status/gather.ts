import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { namesOf, pauseParameter } from "../../constructs/names";
import type { ModelSpec } from "../../models/format/spec";
import { pauseValues } from "../../reconciler/settings";
import { isDenied, needing, unlessMissing, type AwsFailure } from "../aws-failure";
import { reach } from "../reach";
import { epochSeconds } from "./epoch";
import type { Facts } from "./facts";
import { lookAtAlarms } from "./look-at-alarms";
import { lookAtCluster } from "./look-at-cluster";
import { lookAtActivities, lookAtGroup } from "./look-at-group";
import { lookAtQueues } from "./look-at-queues";

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
  const unseen = new Set<string>();
  const ifAllowed = async <Part>(look: Promise<Part>): Promise<Part | "unseen"> => {
    try {
      return await look;
    } catch (error) {
      if (!isDenied(error)) throw error;
      unseen.add((error as AwsFailure).permission ?? "a permission");
      return "unseen";
    }
  };
  const [queues, group, cluster, activities, alarms, paused] = await Promise.all([
    ifAllowed(lookAtQueues(names, region, at)),
    ifAllowed(lookAtGroup(names, region)),
    ifAllowed(lookAtCluster(names, region)),
    ifAllowed(lookAtActivities(names, region)),
    ifAllowed(lookAtAlarms(stackName, region)),
    ifAllowed(lookAtPause(stackName, region)),
  ]);
  const missing: Missing = [
    ...(queues === undefined ? (["queues"] as const) : []),
    ...(group === undefined ? (["Auto Scaling group"] as const) : []),
    ...(cluster === undefined ? (["ECS cluster"] as const) : []),
  ];
  if (missing.length > 0) return { missing };
  return {
    stackName,
    region,
    at,
    ...known({ queues, group, cluster, activities, alarms, paused }),
    unseen: [...unseen].sort(),
  };
}

/** Without the parts that could not be seen. */
function known<Parts extends object>(
  parts: Parts,
): { [Key in keyof Parts]?: Exclude<Parts[Key], "unseen" | undefined> } {
  const seen = Object.entries(parts).filter(([, part]) => part !== "unseen" && part !== undefined);
  return Object.fromEntries(seen) as { [Key in keyof Parts]?: Exclude<Parts[Key], "unseen" | undefined> };
}

async function lookAtPause(stackName: string, region: string): Promise<boolean> {
  const question = new GetParameterCommand({ Name: pauseParameter(stackName) });
  const answer = await unlessMissing(
    ["ParameterNotFound"],
    needing("ssm:GetParameter", new SSMClient(reach(region)).send(question)),
  );
  return answer?.Parameter?.Value === pauseValues.paused;
}
