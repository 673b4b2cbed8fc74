import type { TerraformStack } from "cdktf";
import type { ServedSpec } from "../models/format/spec";
import { AccessLogs } from "./served/access-logs";
import { Balancer } from "./served/balancer";
import { BalancerAccess } from "./served/balancer-access";
import { BalancerSubnets } from "./served/balancer-subnets";
import { Dashboard } from "./monitoring/dashboard";
import { Cluster } from "./worker/cluster";
import { Fleet } from "./fleet/fleet";
import type { Names } from "./names";
import { Network } from "./network/network";
import { Outputs } from "./outputs";
import { PeopleAlarms } from "./monitoring/people-alarms";
import type { Place } from "./place";
import { Repository } from "./worker/repository";
import { servedAlarms } from "./served/served-alarms";
import { servedGraphs } from "./served/served-graphs";
import { servedOutputs } from "./served/served-outputs";
import { Service } from "./served/service";
import { ServiceScaling } from "./served/service-scaling";
import { dynamicPorts, onFargate, onFleet } from "./served/task-compute";

export interface ServedModelProps {
  readonly spec: ServedSpec;
  readonly names: Names;
  readonly place: Place;
  /** Tags of everything in the stack. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Puts into a stack what a model needs that answers over HTTP. */
export function addServedModel(stack: TerraformStack, { spec, names, place, tags }: ServedModelProps): void {
  const { stackName, serve, compute } = spec;
  const fleetSpec = compute.kind === "gpu" ? compute.fleet : undefined;
  const network = new Network(stack, "network", { spec, fleet: fleetSpec });
  const { cluster } = new Cluster(stack, "cluster", { names });
  const fleet =
    fleetSpec &&
    new Fleet(stack, "fleet", {
      spec: { ...spec, ...fleetSpec },
      names,
      place,
      network,
      cluster,
      scaling: { by: "ECS" },
      stopTimeoutSeconds: 30,
      tags: { ...tags, Name: stackName },
    });
  const logs = new AccessLogs(stack, "access-logs", { stackName, place, keepDays: serve.accessLogDays });
  const subnets = new BalancerSubnets(stack, "subnets", {
    spec: spec.network,
    region: spec.region,
    network,
    internal: serve.internal,
  });
  const taskPorts = fleet ? dynamicPorts : { from: serve.port, to: serve.port };
  const access = new BalancerAccess(stack, "access", { serve, names, network, taskPorts });
  const balancer = new Balancer(stack, "balancer", {
    serve,
    names,
    vpcId: network.vpcId,
    subnets,
    securityGroupId: access.securityGroup.id,
    logs,
    targets: fleet ? "instance" : "ip",
  });
  const repository = spec.repository && new Repository(stack, "repository", { repository: spec.repository });
  const service = new Service(stack, "service", {
    spec,
    names,
    place,
    cluster,
    compute:
      compute.kind === "gpu"
        ? onFleet(compute, names.capacityProvider)
        : onFargate(compute, serve.port, network, subnets),
    balancer,
    waitsFor: fleet ? [fleet.capacity.association] : [],
  });
  new ServiceScaling(stack, "scaling", { serve, names, service, balancer });
  new PeopleAlarms(stack, "alarms", {
    alarms: servedAlarms(names, balancer),
    notifyEmail: spec.notifyEmail,
    names,
    place,
  });
  const dashboard = new Dashboard(stack, "dashboard", {
    region: spec.region,
    names,
    graphs: servedGraphs(spec, names, balancer),
  });
  new Outputs(stack, "outputs", {
    stackName,
    outputs: servedOutputs({ spec, balancer, service, logs, dashboard, repository, fleet }),
  });
}
