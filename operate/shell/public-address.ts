import { DescribeInstancesCommand, EC2Client } from "@aws-sdk/client-ec2";
import { needing } from "../aws-failure";
import { reach } from "../reach";

/** The public IPv4 address or name of an instance; undefined for one that has none. */
export async function publicAddress(instanceId: string, region: string): Promise<string | undefined> {
  const question = new DescribeInstancesCommand({ InstanceIds: [instanceId] });
  const answer = await needing("ec2:DescribeInstances", new EC2Client(reach(region)).send(question));
  const instance = answer.Reservations?.[0]?.Instances?.[0];
  return instance?.PublicDnsName || instance?.PublicIpAddress;
}
