import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { failureKind } from "../aws-failure";
import { reach } from "../reach";
import { ok, wrong, type Finding } from "./finding";

export interface Account {
  readonly id: string;
  /** ARN of whoever asks. */
  readonly caller: string;
  /** False: the credentials are good, but the model's region refuses them. */
  readonly regionAnswers: boolean;
}

/**
 * Who asks, answered by the model's own region. A region that the account has not enabled refuses every credential as
 * invalid ("Enable or disable AWS Regions in your account"); then a region that is always enabled tells which it is.
 */
export async function gatherAccount(region: string): Promise<Account> {
  try {
    return { ...(await identity(region)), regionAnswers: true };
  } catch (error) {
    if (failureKind(error) !== "credentials wrong") throw error;
    return { ...(await identity(alwaysEnabled(region))), regionAnswers: false };
  }
}

export function explainAccount({ id, caller }: Account): Finding {
  return ok(`account ${id} as ${caller.split(":").slice(5).join(":")}`);
}

export function explainRegion({ regionAnswers }: Account, region: string): Finding {
  if (regionAnswers) return ok(`${region} is enabled`);
  return wrong(
    `${region} is not enabled in this account`,
    `Enable it, which takes some minutes, or give the model another Region:
aws account enable-region --region-name ${region}`,
  );
}

async function identity(region: string): Promise<{ id: string; caller: string }> {
  const { Account = "", Arn = "" } = await new STSClient(reach(region)).send(new GetCallerIdentityCommand({}));
  return { id: Account, caller: Arn };
}

/** Of the same partition, whose credentials no other partition knows. */
function alwaysEnabled(region: string): string {
  if (region.startsWith("cn-")) return "cn-north-1";
  return region.startsWith("us-gov-") ? "us-gov-west-1" : "us-east-1";
}
