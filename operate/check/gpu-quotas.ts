import { quotaFamily } from "../../models/format/gpu-instance-types";
import type { FleetSpec, GpuInstanceType } from "../../models/format/spec";

/** A quota of EC2 on the vCPUs of an account's GPU instances in one region. */
export interface GpuQuota {
  readonly name: string;
  /** Codes of Service Quotas; the first that the region has counts. */
  readonly codes: readonly string[];
}

/** "Amazon EC2 On-Demand Instance quotas" and "Spot Instance quotas"; the codes are those of the Service Quotas console. */
const ON_DEMAND = {
  "G and VT": { name: "Running On-Demand G and VT instances", codes: ["L-DB2E81BA"] },
  P: { name: "Running On-Demand P instances", codes: ["L-417A185B"] },
};
const SPOT = {
  "G and VT": { name: "All G and VT Spot Instance Requests", codes: ["L-3819A6DF"] },
  P: { name: "All P Spot Instance Requests", codes: ["L-7212CCBC"] },
};
/** P5 had a Spot quota of its own; newer pages name one for all of P. */
const SPOT_P5: GpuQuota = { name: "All P5 Spot Instance Requests", codes: ["L-C4BD4855", "L-7212CCBC"] };

/** The quotas that a model's fleet falls under, each with the instance types that count against it. */
export function gpuQuotasOf({ instanceTypes, spot }: FleetSpec): ReadonlyMap<GpuQuota, readonly GpuInstanceType[]> {
  const byQuota = new Map<GpuQuota, GpuInstanceType[]>();
  for (const type of instanceTypes) {
    const family = quotaFamily(type);
    const quota = !spot ? ON_DEMAND[family] : type.name.startsWith("p5") ? SPOT_P5 : SPOT[family];
    byQuota.set(quota, [...(byQuota.get(quota) ?? []), type]);
  }
  return byQuota;
}
