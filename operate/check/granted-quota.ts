import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";
import { needing, unlessMissing } from "../aws-failure";
import { reach } from "../reach";

/** What the account was granted of a quota, else what AWS gives to every account; undefined for an unknown code. */
export async function grantedQuota(
  service: "ec2" | "vpc" | "fargate",
  code: string,
  region: string,
): Promise<number | undefined> {
  const quotas = new ServiceQuotasClient(reach(region));
  const which = { ServiceCode: service, QuotaCode: code };
  const missing = ["NoSuchResourceException"];
  const applied = await unlessMissing(
    missing,
    needing("servicequotas:GetServiceQuota", quotas.send(new GetServiceQuotaCommand(which))),
  );
  if (applied?.Quota?.Value !== undefined) return applied.Quota.Value;
  const general = await unlessMissing(
    missing,
    needing("servicequotas:GetAWSDefaultServiceQuota", quotas.send(new GetAWSDefaultServiceQuotaCommand(which))),
  );
  return general?.Quota?.Value;
}
