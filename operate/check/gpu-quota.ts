import { type Instance, EC2Client, paginateDescribeInstances } from "@aws-sdk/client-ec2";
import { GPU_INSTANCE_TYPES, quotaFamily } from "../../models/format/gpu-instance-types";
import type { GpuInstanceType } from "../../models/format/spec";
import { isDenied, pages } from "../aws-failure";
import { isOurs } from "../ours";
import { reach } from "../reach";
import { checkOf, type Plan, type WithFleet } from "./check";
import { count, ok, wrong, type Finding } from "./finding";
import { type GpuQuota, gpuQuotasOf } from "./gpu-quotas";
import { grantedQuota } from "./granted-quota";

export interface QuotaFacts {
  readonly name: string;
  readonly code: string;
  readonly types: readonly GpuInstanceType[];
  /** vCPUs that the account may run. */
  readonly granted: number;
  /** vCPUs that instances outside this fleet use of it now; undefined where that may not be looked at. */
  readonly usedByOthers?: number;
}

/** Whether the account may run as many vCPUs as the fleet at its largest. */
export const gpuQuota = checkOf("GPU quota", gather, explainGpuQuota);

async function gather({ spec }: Plan<WithFleet>): Promise<readonly QuotaFacts[]> {
  const others = await otherInstances(spec);
  return Promise.all(
    [...gpuQuotasOf(spec)].map(async ([quota, types]) => ({
      name: quota.name,
      types,
      ...(await grantedFor(quota, spec.region)),
      ...(others && { usedByOthers: others.filter(countsAgainst(types)).reduce((sum, one) => sum + vcpusOf(one), 0) }),
    })),
  );
}

async function grantedFor({ name, codes }: GpuQuota, region: string): Promise<{ code: string; granted: number }> {
  for (const code of codes) {
    const granted = await grantedQuota("ec2", code, region);
    if (granted !== undefined) return { code, granted };
  }
  throw new Error(`Service Quotas in ${region} knows no quota ${codes.join(" or ")} (${name})`);
}

/** GPU instances that count against the same quota and are not this model's. */
async function otherInstances({ region, spot, stackName }: WithFleet): Promise<readonly Instance[] | undefined> {
  const filters = [{ Name: "instance-state-name", Values: ["pending", "running"] }];
  try {
    const found = await pages(
      "ec2:DescribeInstances",
      paginateDescribeInstances({ client: new EC2Client(reach(region)) }, { Filters: filters }),
    );
    return found
      .flatMap(({ Reservations = [] }) => Reservations.flatMap(({ Instances = [] }) => Instances))
      .filter(({ Tags, InstanceLifecycle }) => (InstanceLifecycle === "spot") === spot && !isOurs(Tags, stackName));
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}

const countsAgainst =
  ([type]: readonly GpuInstanceType[]) =>
  ({ InstanceType: other }: Instance): boolean =>
    other !== undefined && type !== undefined && FAMILY[quotaFamily(type)].test(other);

const FAMILY = { "G and VT": /^(g|vt)/, P: /^p\d/ };

const vcpusOf = ({ InstanceType, CpuOptions }: Instance): number =>
  GPU_INSTANCE_TYPES.get(InstanceType ?? "")?.vcpus ?? (CpuOptions?.CoreCount ?? 0) * (CpuOptions?.ThreadsPerCore ?? 0);

export function explainGpuQuota(facts: readonly QuotaFacts[], { spec }: Pick<Plan<WithFleet>, "spec">): Finding {
  const judged = facts.map((one) => judge(one, spec));
  return judged.find(({ mark }) => mark === "wrong") ?? judged.find(({ advice }) => advice) ?? allWell(judged);
}

function judge(
  { name, code, types, granted, usedByOthers = 0 }: QuotaFacts,
  { fleetSize, region }: WithFleet,
): Finding {
  const vcpus = types.map((type) => type.vcpus);
  const largest = types.find((type) => type.vcpus === Math.max(...vcpus));
  const needed = fleetSize * Math.max(...vcpus);
  const need = `FleetSize ${fleetSize} × ${largest?.name} needs ${needed} vCPUs; the quota "${name}" is ${granted}`;
  if (granted < needed) {
    const none = granted < Math.min(...vcpus);
    const most = count(Math.floor(granted / Math.max(...vcpus)), "instance");
    return wrong(
      `${need}: ${none ? "no instance can start" : `at most ${most} of ${largest?.name} can run`}`,
      `Ask AWS for more, which takes hours to days${none ? "" : ", or lower FleetSize"}:
aws service-quotas request-service-quota-increase --service-code ec2 --quota-code ${code} --desired-value ${needed} --region ${region}`,
    );
  }
  if (granted - usedByOthers >= needed) return ok(need);
  return ok(
    need,
    `Others of this account use ${usedByOthers} of them now: the fleet cannot grow to its full size meanwhile.`,
  );
}

const allWell = (judged: readonly Finding[]): Finding => ok(judged.map(({ says }) => says).join("; "));
