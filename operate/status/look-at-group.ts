import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribeScalingActivitiesCommand,
} from "@aws-sdk/client-auto-scaling";
import { EC2Client, paginateDescribeInstances } from "@aws-sdk/client-ec2";
import type { Names } from "../../constructs/names";
import { isDenied, needing, pages, unlessMissing } from "../aws-failure";
import { reach } from "../reach";
import { epochSeconds } from "./epoch";
import type { Activity, EpochSeconds, Group } from "./facts";

/** Undefined: there is no such group. */
export async function lookAtGroup({ group: name }: Names, region: string): Promise<Group | undefined> {
  const question = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] });
  const { AutoScalingGroups: [group] = [] } = await needing(
    "autoscaling:DescribeAutoScalingGroups",
    new AutoScalingClient(reach(region)).send(question),
  );
  if (!group) return undefined;
  const instances = group.Instances ?? [];
  const launches = await launchesOf(
    instances.flatMap(({ InstanceId }) => InstanceId ?? []),
    region,
  );
  return {
    desiredCapacity: group.DesiredCapacity ?? 0,
    maxSize: group.MaxSize ?? 0,
    instances: instances.map(
      ({ InstanceId: id = "", InstanceType = "", AvailabilityZone = "", LifecycleState = "" }) => ({
        id,
        type: InstanceType,
        zone: AvailabilityZone,
        lifecycleState: LifecycleState,
        spot: false,
        ...launches.get(id),
      }),
    ),
  };
}

/** What only EC2 knows of instances. */
async function launchesOf(
  ids: readonly string[],
  region: string,
): Promise<ReadonlyMap<string, { readonly launchedAt?: EpochSeconds; readonly spot: boolean }>> {
  if (ids.length === 0) return new Map();
  // By filter, because EC2 refuses a list of ids with one that it does not know yet.
  const filter = { Filters: [{ Name: "instance-id", Values: [...ids] }] };
  try {
    const found = await pages(
      "ec2:DescribeInstances",
      paginateDescribeInstances({ client: new EC2Client(reach(region)) }, filter),
    );
    const instances = found.flatMap(({ Reservations = [] }) => Reservations.flatMap(({ Instances = [] }) => Instances));
    return new Map(
      instances.map(({ InstanceId = "", LaunchTime, InstanceLifecycle }) => [
        InstanceId,
        { spot: InstanceLifecycle === "spot", ...(LaunchTime && { launchedAt: epochSeconds(LaunchTime) }) },
      ]),
    );
  } catch (error) {
    if (isDenied(error)) return new Map();
    throw error;
  }
}

/** The newest twenty, the newest first; none for a group that does not exist. */
export async function lookAtActivities({ group: name }: Names, region: string): Promise<readonly Activity[]> {
  const question = new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name, MaxRecords: 20 });
  const answer = await unlessMissing(
    ["ValidationError"],
    needing("autoscaling:DescribeScalingActivities", new AutoScalingClient(reach(region)).send(question)),
  );
  return (answer?.Activities ?? []).map(({ StartTime, StatusCode, Description, StatusMessage }) => ({
    startedAt: epochSeconds(StartTime),
    status: StatusCode ?? "",
    description: Description ?? "",
    message: StatusMessage ?? "",
  }));
}
