import { CreateSubnetCommand, CreateVpcCommand, EC2Client } from "@aws-sdk/client-ec2";
import type { ModelSpec } from "../../models/format/spec";

/**
 * Makes in the emulator the VPC that the model expects to exist already. AWS chooses the ids of what is made, so those in
 * the model's text are exchanged for them.
 *
 * @returns the text with which the model finds its network there
 */
export async function networkFor({ network, region }: ModelSpec, yaml: string): Promise<string> {
  if (network.kind === "own" || network.kind === "default") return yaml;
  const ec2 = new EC2Client({ region });
  const Name = network.kind === "name" ? network.vpcName : network.vpcId;
  const TagSpecifications = [{ ResourceType: "vpc" as const, Tags: [{ Key: "Name", Value: Name }] }];
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.20.0.0/16", TagSpecifications }));
  let text = network.kind === "id" ? yaml.replaceAll(network.vpcId, Vpc?.VpcId ?? "") : yaml;
  const wanted = network.subnetIds ?? ["", ""];
  for (const [index, id] of wanted.entries()) {
    const AvailabilityZone = `${region}${"ab".charAt(index % 2)}`;
    const CidrBlock = `10.20.${index}.0/24`;
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock, AvailabilityZone }));
    if (id !== "") text = text.replaceAll(id, Subnet?.SubnetId ?? "");
  }
  return text;
}
