import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { pauseParameter } from "../../constructs/names";
import type { ModelSpec } from "../../models/format/spec";
import { pauseValues } from "../../reconciler/settings";
import { needing, unlessMissing } from "../aws-failure";
import { reach } from "../reach";

/**
 * Sets the one value that the reconciler reads at each look and Terraform ignores.
 * @returns whether it was set so before; undefined where there is no such stack
 */
export async function setPause(
  { stackName, region }: ModelSpec,
  value: keyof typeof pauseValues,
): Promise<boolean | undefined> {
  const ssm = new SSMClient(reach(region));
  const Name = pauseParameter(stackName);
  const before = await unlessMissing(
    ["ParameterNotFound"],
    needing("ssm:GetParameter", ssm.send(new GetParameterCommand({ Name }))),
  );
  if (!before) return undefined;
  const Value = pauseValues[value];
  if (before.Parameter?.Value === Value) return true;
  await needing("ssm:PutParameter", ssm.send(new PutParameterCommand({ Name, Value, Overwrite: true })));
  return false;
}
