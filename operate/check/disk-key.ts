import { EC2Client, GetEbsDefaultKmsKeyIdCommand } from "@aws-sdk/client-ec2";
import { GetKeyPolicyCommand, KMSClient, paginateListGrants } from "@aws-sdk/client-kms";
import { isDenied, needing, pages } from "../aws-failure";
import { reach } from "../reach";
import { checkOf, type Plan, type WithFleet } from "./check";
import { ok, unknown, wrong, type Finding } from "./finding";

export interface DiskKeyFacts {
  /** What the account encrypts disks with unless told otherwise: an alias or an ARN. */
  readonly key: string;
  /** Whether Auto Scaling may use it; undefined where that may not be looked at, or needs no look. */
  readonly autoScalingMayUseIt?: boolean;
}

/** Auto Scaling launches instances in this role's name ("Required AWS KMS key policy for use with encrypted volumes"). */
const SERVICE_ROLE = "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";

/**
 * Whether the account's default EBS key lets the group launch. A key of one's own must be granted to Auto Scaling's role:
 * without that, instances end while they start and the reason is hard to find.
 */
export const diskKey = checkOf("disk key", gather, explainDiskKey);

async function gather({ spec: { region } }: Plan<WithFleet>): Promise<DiskKeyFacts> {
  const { KmsKeyId: key = awsOwn } = await needing(
    "ec2:GetEbsDefaultKmsKeyId",
    new EC2Client(reach(region)).send(new GetEbsDefaultKmsKeyIdCommand({})),
  );
  if (isAwsOwn(key)) return { key };
  try {
    return { key, autoScalingMayUseIt: await autoScalingMayUse(key, region) };
  } catch (error) {
    if (isDenied(error)) return { key };
    throw error;
  }
}

async function autoScalingMayUse(key: string, region: string): Promise<boolean> {
  const kms = new KMSClient(reach(region));
  const grants = await pages("kms:ListGrants", paginateListGrants({ client: kms }, { KeyId: key }));
  const granted = grants
    .flatMap(({ Grants = [] }) => Grants)
    .some(
      ({ GranteePrincipal = "", Operations = [] }) =>
        GranteePrincipal.includes(SERVICE_ROLE) && Operations.includes("Decrypt"),
    );
  if (granted) return true;
  const { Policy = "" } = await needing(
    "kms:GetKeyPolicy",
    kms.send(new GetKeyPolicyCommand({ KeyId: key, PolicyName: "default" })),
  );
  return Policy.includes(SERVICE_ROLE);
}

const awsOwn = "alias/aws/ebs";
const isAwsOwn = (key: string): boolean => key.endsWith(awsOwn);

export function explainDiskKey(
  { key, autoScalingMayUseIt }: DiskKeyFacts,
  { spec: { region }, accountId }: Pick<Plan<WithFleet>, "spec" | "accountId">,
): Finding {
  if (isAwsOwn(key)) return ok("disks are encrypted with AWS's own key");
  if (autoScalingMayUseIt === true) return ok(`disks are encrypted with ${key}, which Auto Scaling may use`);
  const advice = `Let Auto Scaling use the key, once for the account and region:
aws kms create-grant --region ${region} --key-id ${key} --grantee-principal arn:aws:iam::${accountId}:role/${SERVICE_ROLE} --operations Encrypt Decrypt ReEncryptFrom ReEncryptTo GenerateDataKey GenerateDataKeyWithoutPlaintext DescribeKey CreateGrant`;
  if (autoScalingMayUseIt === undefined)
    return unknown(`disks are encrypted with ${key}; whether Auto Scaling may use it cannot be seen`, advice);
  return wrong(`disks are encrypted with ${key}, which Auto Scaling may not use: no instance can start`, advice);
}
