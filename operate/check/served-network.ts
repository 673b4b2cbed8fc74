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
  const { network, serve, compute } = spec;
  if (compute.kind === "fargate" && "found" in facts && facts.found.length === 1 && facts.subnets.length === 0)
    return wrong(
      `${facts.found.join()} has no subnet`,
      "Name another VPC, or leave Network out for one of the stack's own.",
    );
  const general = explainNetwork(facts, { spec });
  if (general.mark !== "ok" || network.kind === "own" || !("found" in facts)) return general;
  const named = facts.subnets.filter(({ id }) => !network.subnetIds || network.subnetIds.includes(id));
  // The plan's own preconditions say the same (constructs/served/balancer-subnets.ts), once there is a state to plan against.
  const fit = named.filter((subnet) => serve.internal || network.subnetIds !== undefined || subnet.public);
  const zones = new Set(fit.map(({ zone }) => zone));
  const [vpc] = facts.found;
  if (zones.size < 2) {
    const what = serve.internal || network.subnetIds ? "a subnet" : "a subnet that gives public addresses";
    return wrong(
      `the load balancer needs ${what} in each of two zones; ${vpc} has ${count(zones.size, "such zone")}`,
      `Name other subnets with Network.SubnetIds, or another VPC${serve.internal ? "" : ", or write Internal: true"}.`,
    );
  }
  const tasks = named.filter(({ zone }) => compute.kind === "fargate" || facts.offered.includes(zone));
  const unreached = [...new Set(tasks.map(({ zone }) => zone))].filter((zone) => !zones.has(zone));
  if (unreached.length > 0) {
    return wrong(
      `tasks would run in ${unreached.join(", ")}, where the load balancer has no subnet and cannot reach them`,
      "Name the subnets to use with Network.SubnetIds.",
    );
  }
  return ok(
    `${vpc} with ${count(tasks.length, "subnet")} for tasks, and the load balancer in ${count(zones.size, "zone")}`,
  );
}
