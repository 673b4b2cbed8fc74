import { EC2Client, paginateDescribeInstanceTypeOfferings } from "@aws-sdk/client-ec2";
import type { ModelSpec } from "../models/format/spec";
import { pages } from "./aws-failure";
import { reach } from "./reach";

/** The availability zones that offer each of the model's instance types; a type that none offers has an empty list. */
export async function offeredZones({
  region,
  instanceTypes,
}: Pick<ModelSpec, "region" | "instanceTypes">): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = instanceTypes.map(({ name }) => name);
  const found = await pages(
    "ec2:DescribeInstanceTypeOfferings",
    paginateDescribeInstanceTypeOfferings(
      { client: new EC2Client(reach(region)) },
      { LocationType: "availability-zone", Filters: [{ Name: "instance-type", Values: names }] },
    ),
  );
  const offerings = found.flatMap(({ InstanceTypeOfferings = [] }) => InstanceTypeOfferings);
  return new Map(
    names.map((name) => [
      name,
      offerings.flatMap(({ InstanceType, Location = "" }) => (InstanceType === name ? [Location] : [])).sort(),
    ]),
  );
}
