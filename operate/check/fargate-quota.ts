import type { FargateSpec, ServedSpec } from "../../models/format/spec";
import { checkOf, type Plan } from "./check";
import { count, ok, wrong, type Finding } from "./finding";
import { grantedQuota } from "./granted-quota";

/** "Fargate On-Demand vCPU resource count" ("AWS Fargate service quotas"). */
const code = "L-3032A538";

/** Whether the account may run MaxTasks tasks at once. */
export const fargateQuota = (compute: FargateSpec) =>
  checkOf(
    "Fargate quota",
    async ({ spec }: Plan<ServedSpec>) => {
      const granted = await grantedQuota("fargate", code, spec.region);
      if (granted === undefined) throw new Error(`Service Quotas in ${spec.region} knows no quota ${code}`);
      return granted;
    },
    (granted, plan) => explainFargateQuota(granted, compute, plan),
  );

/** @param granted vCPUs that the account may run on Fargate */
export function explainFargateQuota(
  granted: number,
  { cpuUnits }: FargateSpec,
  { spec: { serve, region } }: Pick<Plan<ServedSpec>, "spec">,
): Finding {
  const vcpus = cpuUnits / 1024;
  const { maxTasks } = serve;
  const needed = maxTasks * vcpus;
  const need = `MaxTasks ${maxTasks} × ${vcpus} vCPU needs ${needed} vCPUs; the quota "Fargate On-Demand vCPU resource count" is ${granted}`;
  if (granted < needed) {
    const most = Math.floor(granted / vcpus);
    return wrong(
      `${need}: ${most === 0 ? "no task can run" : `at most ${count(most, "task")} can run`}`,
      `Ask AWS for more${most === 0 ? "" : ", or lower MaxTasks"}:
aws service-quotas request-service-quota-increase --service-code fargate --quota-code ${code} --desired-value ${Math.ceil(2 * needed)} --region ${region}`,
    );
  }
  // "Rolling update": up to 200 % run while a deployment replaces them.
  if (granted < 2 * needed)
    return ok(need, `A deployment runs up to twice as many for a while: with MaxTasks running it would wait for room.`);
  return ok(need);
}
