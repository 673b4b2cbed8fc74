import { EC2Client, type Instance, paginateDescribeInstances } from "@aws-sdk/client-ec2";
import { pages } from "./aws-failure";
import { reach } from "./reach";

/**
 * What EC2 knows of a group's instances, those of the last hour that have ended included. By the tag that Auto Scaling gives to
 * what it launches: EC2 takes no more than 200 ids, and refuses all of them for one that it does not know yet.
 */
export async function instancesOf(group: string, region: string): Promise<readonly Instance[]> {
  const filter = { Filters: [{ Name: "tag:aws:autoscaling:groupName", Values: [group] }] };
  const found = await pages(
    "ec2:DescribeInstances",
    paginateDescribeInstances({ client: new EC2Client(reach(region)) }, filter),
  );
  return found.flatMap(({ Reservations = [] }) => Reservations.flatMap(({ Instances = [] }) => Instances));
}
