import type { AnyModelSpec, ModelSpec, ProjectSpec, ServedSpec } from "../../models/format/spec";
import { explainAccount, explainRegion, gatherAccount } from "./account";
import { budget } from "./budget";
import { buckets } from "./buckets";
import { certificate } from "./certificate";
import type { Check, Plan, WithFleet } from "./check";
import { diskKey } from "./disk-key";
import { earlierStack } from "./earlier-stack";
import { fargateQuota } from "./fargate-quota";
import type { Finding } from "./finding";
import { gpuQuota } from "./gpu-quota";
import { image } from "./image";
import { instanceTypes } from "./instance-types";
import { machineImage } from "./machine-image";
import { network } from "./network";
import { queues } from "./queues";
import { servedNetwork } from "./served-network";
import { stateBucket } from "./state-bucket";
import { storedInputs } from "./stored-input";

/** A line of the result: `GPU quota` and what was found. */
export interface Line extends Finding {
  readonly subject: string;
}

/** In the order in which a first deploy and a first video need them. */
export const checksFor = (spec: ModelSpec): readonly Check[] => [
  earlierStack,
  stateBucket,
  network,
  queues,
  buckets,
  gpuQuota,
  instanceTypes,
  machineImage,
  diskKey,
  image,
  ...storedInputs(spec),
  ...(spec.monthlyBudgetUsd === undefined ? [] : [budget]),
];

/** The same for a model that is served. */
export const servedChecksFor = (spec: ServedSpec): readonly Check<ServedSpec>[] => [
  earlierStack,
  stateBucket,
  servedNetwork,
  buckets,
  ...(spec.serve.certificateArn === undefined ? [] : [certificate]),
  ...computeChecks(spec),
  image,
  ...storedInputs(spec),
  ...(spec.monthlyBudgetUsd === undefined ? [] : [budget]),
];

function computeChecks({ compute }: ServedSpec): readonly Check<ServedSpec>[] {
  if (compute.kind === "fargate") return [fargateQuota(compute)];
  const { fleet } = compute;
  const ofFleet = ({ subject, look }: Check<WithFleet>): Check<ServedSpec> => ({
    subject,
    look: (plan) => look({ ...plan, spec: { ...plan.spec, ...fleet } }),
  });
  return [gpuQuota, instanceTypes, machineImage, diskKey].map(ofFleet);
}

/**
 * Looks at everything that a first deploy needs, changes nothing. Hands over each line as soon as the lines before it
 * are there.
 * @throws errors of the AWS SDK when there are no good credentials or AWS cannot be reached
 */
export async function* lookAtAll(spec: AnyModelSpec, project: ProjectSpec): AsyncGenerator<Line> {
  const account = await gatherAccount(spec.region);
  yield { subject: "credentials", ...explainAccount(account) };
  yield { subject: "region", ...explainRegion(account, spec.region) };
  if (!account.regionAnswers) return;
  const accountId = account.id;
  const begun =
    spec.kind === "queue"
      ? begin(checksFor(spec), { spec, project, accountId })
      : begin(servedChecksFor(spec), { spec, project, accountId });
  for (const { subject, outcome } of begun) {
    const done = await outcome;
    if ("error" in done) throw done.error;
    yield { subject, ...done.finding };
  }
}

/** Starts all looks at once; none of them is left without somebody who hears its error. */
function begin<Spec extends AnyModelSpec>(checks: readonly Check<Spec>[], plan: Plan<Spec>) {
  return checks.map(({ subject, look }) => ({
    subject,
    outcome: look(plan).then(
      (finding) => ({ finding }),
      (error: unknown) => ({ error }),
    ),
  }));
}
