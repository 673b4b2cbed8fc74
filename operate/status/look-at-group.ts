import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribeScalingActivitiesCommand,
} from "@aws-sdk/client-auto-scaling";
import type { Names } from "../../constructs/names";
import { needing, unlessMissing } from "../aws-failure";
import { instancesOf } from "../group-instances";
import { reach } from "../reach";
import { epochSeconds } from "./epoch";
import type { Activity, Group, GroupInstance } from "./facts";

/** Undefined: there is no such group. */
export async function lookAtGroup({ group: name }: Names, region: string): Promise<Group | undefined> {
  const question = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] });
  const { AutoScalingGroups: [group] = [] } = await needing(
    "autoscaling:DescribeAutoScalingGroups",
    new AutoScalingClient(reach(region)).send(question),
  );
  if (!group) return undefined;
  return {
    desiredCapacity: group.DesiredCapacity ?? 0,
    maxSize: group.MaxSize ?? 0,
    ...((group.SuspendedProcesses ?? []).some(({ ProcessName }) => ProcessName === "Launch") && {
      launchSuspended: true,
    }),
    instances: (group.Instances ?? []).map(
      ({ InstanceId: id = "", InstanceType = "", AvailabilityZone = "", LifecycleState = "" }) => ({
        id,
        type: InstanceType,
        zone: AvailabilityZone,
        lifecycleState: LifecycleState,
        spot: false,
      }),
    ),
  };
}

/** What only EC2 knows of instances, by their ids. */
export type Launches = ReadonlyMap<string, Pick<GroupInstance, "launchedAt" | "spot">>;

/** Undefined: the group has no instances to ask for. */
export async function lookAtLaunches(
  looked: Promise<Group | undefined>,
  names: Names,
  region: string,
): Promise<Launches | undefined> {
  const group = await looked;
  if (!group || group.instances.length === 0) return undefined;
  const instances = await instancesOf(names.group, region);
  return new Map(
    instances.map(({ InstanceId = "", LaunchTime, InstanceLifecycle }) => [
      InstanceId,
      { spot: InstanceLifecycle === "spot", ...(LaunchTime && { launchedAt: epochSeconds(LaunchTime) }) },
    ]),
  );
}

export const withLaunches = (group: Group, launches: Launches | undefined): Group => ({
  ...group,
  instances: group.instances.map((instance) => ({ ...instance, ...launches?.get(instance.id) })),
});

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
