import { type Names, namesOf } from "../../constructs/names";
import type { ServedSpec } from "../../models/format/spec";
import type { Group } from "../status/facts";
import { epochSeconds } from "../status/epoch";
import { lookAtAlarms } from "../status/look-at-alarms";
import { lookAtCluster } from "../status/look-at-cluster";
import { lookAtActivities, lookAtGroup, lookAtLaunches, type Launches, withLaunches } from "../status/look-at-group";
import { lookTogether } from "../status/look-together";
import type { ServedFacts } from "./facts";
import { lookAtBalancer } from "./look-at-balancer";
import { lookAtService } from "./look-at-service";

/** Parts of a stack without which nothing answers. */
export type Missing = readonly ("ECS service" | "load balancer" | "ECS cluster" | "Auto Scaling group")[];

/**
 * Asks AWS for everything about a served model's stack at once.
 * @returns which parts do not exist: three or more before a deploy, fewer after one that failed
 * @throws errors of the AWS SDK, except missing permissions
 */
export async function gather(spec: ServedSpec): Promise<ServedFacts | { readonly missing: Missing }> {
  const { stackName, region, serve, compute } = spec;
  const names = namesOf(stackName);
  const at = epochSeconds(new Date());
  const looks = {
    service: lookAtService(names, region),
    balancer: lookAtBalancer(names, region, serve.certificateArn === undefined ? "http" : "https"),
    cluster: lookAtCluster(names, region),
    alarms: lookAtAlarms(stackName, region),
  };
  const seen =
    compute.kind === "fargate"
      ? await lookTogether(looks)
      : await lookTogether({ ...looks, ...fleetOf(names, region) });
  const called = {
    service: "ECS service",
    balancer: "load balancer",
    cluster: "ECS cluster",
    group: "Auto Scaling group",
  } as const;
  const missing = (["service", "balancer", "cluster", "group"] as const).filter((part) =>
    (seen.missing as readonly string[]).includes(part),
  );
  if (missing.length > 0) return { missing: missing.map((part) => called[part]) };
  const { group, launches, ...parts }: typeof seen.parts & Partial<LookedAtFleet> = seen.parts;
  return {
    stackName,
    region,
    at,
    ...(group && { group: withLaunches(group, launches) }),
    ...parts,
    unseen: seen.unseen,
  };
}

interface LookedAtFleet {
  readonly group: Group;
  readonly launches: Launches;
}

function fleetOf(names: Names, region: string) {
  const group = lookAtGroup(names, region);
  return {
    group,
    launches: lookAtLaunches(group, names, region),
    activities: lookAtActivities(names, region),
  };
}
