import type { ModelSpec, ProjectSpec } from "../../models/format/spec";
import { explainAccount, explainRegion, gatherAccount } from "./account";
import { budget } from "./budget";
import { buckets } from "./buckets";
import type { Check } from "./check";
import { diskKey } from "./disk-key";
import { earlierStack } from "./earlier-stack";
import type { Finding } from "./finding";
import { gpuQuota } from "./gpu-quota";
import { image } from "./image";
import { instanceTypes } from "./instance-types";
import { machineImage } from "./machine-image";
import { network } from "./network";
import { queues } from "./queues";
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

/**
 * Looks at everything that a first deploy needs, changes nothing. Hands over each line as soon as the lines before it
 * are there.
 * @throws errors of the AWS SDK when there are no good credentials or AWS cannot be reached
 */
export async function* lookAtAll(spec: ModelSpec, project: ProjectSpec): AsyncGenerator<Line> {
  const account = await gatherAccount(spec.region);
  yield { subject: "credentials", ...explainAccount(account) };
  yield { subject: "region", ...explainRegion(account, spec.region) };
  if (!account.regionAnswers) return;
  const looks = checksFor(spec).map(({ subject, look }) => ({
    subject,
    outcome: look({ spec, project, accountId: account.id }).then(
      (finding) => ({ finding }),
      (error: unknown) => ({ error }),
    ),
  }));
  for (const { subject, outcome } of looks) {
    const done = await outcome;
    if ("error" in done) throw done.error;
    yield { subject, ...done.finding };
  }
}
