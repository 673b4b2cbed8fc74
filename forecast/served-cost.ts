import type { FargateSpec, FleetSpec, ServeSpec } from "../models/format/spec";
import { type IdleCost, dashboardPart } from "./idle-cost";
import { instancePrice } from "./prices";

const hoursPerMonth = 730;
/** Where balancers, Fargate and addresses cost what is said here. */
export const pricesOf = "us-west-2";
/**
 * Dollars in us-west-2 and us-east-1, elsewhere up to half more ("Elastic Load Balancing pricing", "AWS Fargate pricing" for
 * Linux on x86, "Amazon VPC pricing" for public IPv4 addresses, "Amazon CloudWatch pricing").
 */
const balancerOnlyHour = 0.0225;
const fargateHour = { vcpu: 0.04048, gib: 0.004445 };
const publicIpv4Hour = 0.005;
const alarmMetricMonth = 0.1;

/** What of a served model its cost depends on; a `ServedSpec` has all of it. */
export interface CostedService {
  readonly region: string;
  readonly network: { readonly kind: string };
  readonly serve: Pick<ServeSpec, "internal" | "minTasks" | "requestsPerTarget">;
  readonly compute:
    | FargateSpec
    | {
        readonly kind: "gpu";
        readonly fleet: Pick<FleetSpec, "rootVolumeGib" | "workersPerInstance"> & {
          readonly instanceTypes: readonly { readonly name: string }[];
        };
      };
}

/** The stack's own alarms, and two that Application Auto Scaling makes for each policy ("Target tracking scaling policies"). */
const metricsOf = ({ serve }: CostedService) => 4 + 2 * (serve.requestsPerTarget === undefined ? 1 : 2);

/**
 * What a served model costs in a month in which nobody asks it, in dollars, by item: the balancer and MinTasks tasks run all
 * the same. Undefined where the price of the instance type is not known. Not in it: requests, and what is logged.
 */
export function servedCost(spec: CostedService): IdleCost | undefined {
  const { serve, network } = spec;
  const tasks = tasksOf(spec);
  if (!tasks) return undefined;
  // In a VPC of the stack's own that is all; in another, the balancer may have a node in more zones.
  const least = network.kind === "own" ? "" : " or more";
  const nodes = serve.internal
    ? []
    : [{ what: `2${least} public addresses of the balancer`, dollars: 2 * publicIpv4Hour * hoursPerMonth }];
  const parts = [
    { what: "load balancer", dollars: balancerOnlyHour * hoursPerMonth },
    ...nodes,
    ...tasks,
    { what: `alarms over ${metricsOf(spec)} metrics`, dollars: metricsOf(spec) * alarmMetricMonth },
    dashboardPart(1),
  ];
  return { parts, total: parts.reduce((sum, { dollars }) => sum + dollars, 0) };
}

function tasksOf({ serve, compute, network, region }: CostedService): IdleCost["parts"] | undefined {
  if (compute.kind === "fargate") {
    const hour = sizeHour(compute);
    const tasks = { what: `${serve.minTasks} tasks on Fargate`, dollars: serve.minTasks * hour * hoursPerMonth };
    if (network.kind !== "own") return [tasks];
    const addresses = { what: "their public addresses", dollars: serve.minTasks * publicIpv4Hour * hoursPerMonth };
    return [tasks, addresses];
  }
  const { instanceTypes, rootVolumeGib, workersPerInstance } = compute.fleet;
  const [type] = instanceTypes;
  const price = type && instancePrice(region, type.name, rootVolumeGib);
  if (!price) return undefined;
  const instances = Math.ceil(serve.minTasks / workersPerInstance);
  const what = `${instances} ${type.name} on demand, with volume and public address, prices of ${price.date}`;
  return [{ what, dollars: instances * price.onDemandHour * hoursPerMonth }];
}

const sizeHour = ({ cpuUnits, memoryMib }: FargateSpec): number =>
  (cpuUnits / 1024) * fargateHour.vcpu + (memoryMib / 1024) * fargateHour.gib;

/** Dollars an hour of a task on Fargate, with its public address where it has one. */
export const fargateTaskHour = (compute: FargateSpec, { network }: Pick<CostedService, "network">): number =>
  sizeHour(compute) + (network.kind === "own" ? publicIpv4Hour : 0);

/** Dollars an hour of the load balancer, with the least of public addresses that it may have; requests cost on top. */
export const balancerHour = ({ serve }: Pick<CostedService, "serve">): number =>
  balancerOnlyHour + (serve.internal ? 0 : 2 * publicIpv4Hour);
