import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  type TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Names } from "../../constructs/names";
import { needing, unlessMissing } from "../aws-failure";
import { reach } from "../reach";
import type { BalancerSight, Target } from "./facts";

/** Undefined: there is no such load balancer, or it has no target group. */
export async function lookAtBalancer(
  names: Names,
  region: string,
  scheme: "http" | "https",
): Promise<BalancerSight | undefined> {
  const client = new ElasticLoadBalancingV2Client(reach(region));
  const [balancers, groups] = await Promise.all([
    unlessMissing(
      ["LoadBalancerNotFoundException", "LoadBalancerNotFound"],
      needing(
        "elasticloadbalancing:DescribeLoadBalancers",
        client.send(new DescribeLoadBalancersCommand({ Names: [names.balancer] })),
      ),
    ),
    unlessMissing(
      ["TargetGroupNotFoundException", "TargetGroupNotFound"],
      needing(
        "elasticloadbalancing:DescribeTargetGroups",
        client.send(new DescribeTargetGroupsCommand({ Names: [names.targetGroup] })),
      ),
    ),
  ]);
  const [balancer] = balancers?.LoadBalancers ?? [];
  const [group] = groups?.TargetGroups ?? [];
  if (!balancer || !group) return undefined;
  const { TargetHealthDescriptions = [] } = await needing(
    "elasticloadbalancing:DescribeTargetHealth",
    client.send(new DescribeTargetHealthCommand({ TargetGroupArn: group.TargetGroupArn })),
  );
  return {
    url: `${scheme}://${balancer.DNSName ?? ""}`,
    state: balancer.State?.Code ?? "",
    targets: TargetHealthDescriptions.map(targetOf).sort((a, b) => byName(a, b)),
  };
}

function targetOf({ Target: target, TargetHealth: health }: TargetHealthDescription): Target {
  return {
    id: target?.Id ?? "",
    port: target?.Port ?? 0,
    zone: target?.AvailabilityZone ?? "",
    state: health?.State ?? "",
    reason: health?.Reason ?? "",
    description: health?.Description ?? "",
  };
}

/** Elastic Load Balancing answers them in any order. */
const byName = (a: Target, b: Target): number => `${a.id}:${a.port}`.localeCompare(`${b.id}:${b.port}`);
