import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import type { Emulator } from "../emulator/emulator";
import { reach } from "../emulator/reach";
import { stateBucket } from "./project";

export { reach };

/** Puts into the emulator's new account what the shipped models expect to find there. */
export async function furnish(emulator: Emulator): Promise<void> {
  const s3 = new S3Client({ ...reach(emulator), forcePathStyle: true });
  await s3.send(
    new CreateBucketCommand({ Bucket: stateBucket, CreateBucketConfiguration: { LocationConstraint: "us-west-2" } }),
  );
  const vpcId = await ec2(emulator, "vpcId", {
    Action: "CreateVpc",
    CidrBlock: "10.20.0.0/16",
    "TagSpecification.1.ResourceType": "vpc",
    "TagSpecification.1.Tag.1.Key": "Name",
    "TagSpecification.1.Tag.1.Value": "research",
  });
  for (const [index, zone] of ["us-west-2a", "us-west-2b"].entries())
    await ec2(emulator, "subnetId", {
      Action: "CreateSubnet",
      VpcId: vpcId,
      CidrBlock: `10.20.${index}.0/24`,
      AvailabilityZone: zone,
    });
}

/** One action of EC2's query API, and the text of one element of its answer. EC2's own client would be 20 MB. */
async function ec2(emulator: Emulator, element: string, parameters: Record<string, string>): Promise<string> {
  const response = await fetch(emulator.endpoint, {
    method: "POST",
    headers: { authorization: "AWS4-HMAC-SHA256 Credential=emulator/20260101/us-west-2/ec2/aws4_request" },
    body: new URLSearchParams({ ...parameters, Version: "2016-11-15" }),
  });
  const text = await response.text();
  const found = new RegExp(`<${element}>([^<]*)</${element}>`).exec(text)?.[1];
  if (!response.ok || found === undefined) throw new Error(`${parameters["Action"]} answered ${text}`);
  return found;
}
