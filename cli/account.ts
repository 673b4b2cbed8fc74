import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

/** The account that the caller's credentials belong to. */
export interface Account {
  /** Twelve digits. */
  readonly id: string;
  /** `aws`, `aws-cn` or `aws-us-gov`: the second part of every ARN. */
  readonly partition: string;
  /** Who asks, as an ARN. */
  readonly caller: string;
}

/** Needs credentials, but no permission ("GetCallerIdentity"). */
export async function callersAccount(region: string): Promise<Account> {
  const { Account: id, Arn: caller } = await new STSClient({ region }).send(new GetCallerIdentityCommand({}));
  if (id === undefined || caller === undefined) throw new Error("GetCallerIdentity answered without an account");
  return { id, caller, partition: caller.split(":")[1] ?? "aws" };
}
