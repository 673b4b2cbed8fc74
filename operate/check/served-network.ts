import { availabilityZone, localZonesDoNotCount } from "../../constructs/network/availability-zone";
import type { ServedSpec } from "../../models/format/spec";
import { checkOf, type Plan } from "./check";
import { count, ok, wrong, type Finding } from "./finding";
import { explainNetwork, gatherNetwork, type NetworkFacts } from "./network";

/** Whether the stack's VPC can be made, or the one that the YAML names has subnets for the tasks and for the load balancer. */
export const servedNetwork = checkOf(
  "network",
  ({ spec }: Plan<ServedSpec>) => gatherNetwork(spec, spec.compute.kind === "gpu" ? spec.compute.fleet : undefined),
  explainServedNetwork,
);

export function explainServedNetwork(facts: NetworkFacts, { spec }: Pick<Plan<ServedSpec>, "spec">): Finding {
  const { network, serve, compute, region } = spec;
  if (compute.kind === "fargate" && "found" in facts && facts.found.length === 1 && facts.subnets.length === 0)
    return wrong(
      `${facts.found.join()} has no subnet`,
      "Name another VPC, or leave Network out for one of the stack's own.",
    );
  const general = explainNetwork(facts, { spec });
  if (general.mark !== "ok" || network.kind === "own" || !("found" in facts)) return general;
  const named = facts.subnets.filter(({ id }) => !network.subnetIds || network.subnetIds.includes(id));
  // The plan's own preconditions say the same (constructs/served/balancer-subnets.ts), once there is a state to plan against.
  const inAvailabilityZones = named.filter(({ zone }) => new RegExp(availabilityZone(region), "u").test(zone));
  const ofOneType = inAvailabilityZones.length > 0 ? inAvailabilityZones : named;
  const fit = ofOneType.filter((subnet) => serve.internal || network.subnetIds !== undefined || subnet.public);
  const zones = new Set(fit.map(({ zone }) => zone));
  const [vpc] = facts.found;
  const localZones = ofOneType.length === named.length ? "" : `${localZonesDoNotCount} `;
  if (zones.size < 2) {
    const what = serve.internal || network.subnetIds ? "a subnet" : "a subnet that gives public addresses";
    return wrong(
      `the load balancer needs ${what} in each of two zones; ${vpc} has ${count(zones.size, "such zone")}`,
      `${localZones}Name other subnets with Network.SubnetIds, or another VPC${serve.internal ? "" : ", or write Internal: true"}.`,
    );
  }
  // Local Zones have no Fargate: of subnets that are not named, tasks use none there (constructs/network/zones.ts).
  const onFargate = network.subnetIds ? named : inAvailabilityZones;
  const tasks = compute.kind === "fargate" ? onFargate : named.filter(({ zone }) => facts.offered.includes(zone));
  if (tasks.length === 0)
    return wrong(
      `no subnet of ${vpc} lies in a zone that has Fargate`,
      "Name another VPC, or leave Network out for one of the stack's own.",
    );
  const unreached = [...new Set(tasks.map(({ zone }) => zone))].filter((zone) => !zones.has(zone));
  if (unreached.length > 0) {
    return wrong(
      `tasks would run in ${unreached.join(", ")}, where the load balancer has no subnet and cannot reach them`,
      `${localZones}Name the subnets to use with Network.SubnetIds.`,
    );
  }
  return ok(
    `${vpc} with ${count(tasks.length, "subnet")} for tasks, and the load balancer in ${count(zones.size, "zone")}`,
  );
}
