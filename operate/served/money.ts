import { balancerHour, fargateTaskHour } from "../../forecast/served-cost";
import type { ServedSpec } from "../../models/format/spec";
import { moneyPerHour } from "../status/money";
import type { ServedFacts } from "./facts";

/** Dollars an hour of what runs now, without requests and logs. */
export interface ServedMoney {
  readonly low: number;
  readonly high: number;
  /** Instance types without a price in the table; they are not in the figures. */
  readonly unpriced: readonly string[];
}

/** Undefined: what runs may not be looked at. */
export function servedMoney({ service, group }: ServedFacts, spec: ServedSpec): ServedMoney | undefined {
  const { compute, region } = spec;
  if (compute.kind === "fargate") {
    if (!service) return undefined;
    const hour = balancerHour(spec) + service.running * fargateTaskHour(compute, spec);
    return { low: hour, high: hour, unpriced: [] };
  }
  if (!group) return undefined;
  const { rootVolumeGib } = compute.fleet;
  const { low, high, unpriced } = moneyPerHour(group.instances, { region, rootVolumeGib });
  return { low: balancerHour(spec) + low, high: balancerHour(spec) + high, unpriced };
}
