import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribeScalingActivitiesCommand,
} from "@aws-sdk/client-auto-scaling";
import type { Names } from "../../constructs/names";
import { isDenied, needing, unlessMissing } from "../aws-failure";
import { instancesOf } from "../group-instances";
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
  const launches = instances.length > 0 ? await launchesOf(name, region) : undefined;
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
        ...launches?.get(id),
      }),
    ),
  };
}

/** What only EC2 knows of instances. */
async function launchesOf(
  group: string,
  region: string,
): Promise<ReadonlyMap<string, { readonly launchedAt?: EpochSeconds; readonly spot: boolean }>> {
  try {
    const instances = await instancesOf(group, region);
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
