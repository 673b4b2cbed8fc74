import { DescribeAutoScalingGroupsCommand, paginateDescribeScalingActivities } from "@aws-sdk/client-auto-scaling";
import { paginateDescribeInstances } from "@aws-sdk/client-ec2";
import type { Clients } from "./clients";
import type { EpochSeconds, Group } from "./observation";
import { trialEvery } from "./rules";

export async function observeGroup({ autoScaling }: Clients, name: string): Promise<Group> {
  const answer = await autoScaling.send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }));
  const [group] = answer.AutoScalingGroups ?? [];
  if (group === undefined) throw new Error(`there is no Auto Scaling group ${name}`);
  const { DesiredCapacity, MinSize, MaxSize, Instances = [], SuspendedProcesses = [] } = group;
  return {
    desiredCapacity: known(DesiredCapacity),
    minSize: known(MinSize),
    maxSize: known(MaxSize),
    ignoresAlarms: SuspendedProcesses.some(({ ProcessName }) => ProcessName === "AlarmNotification"),
    instances: Instances.map(({ InstanceId, LifecycleState }) => ({
      instanceId: known(InstanceId),
      lifecycleState: known(LifecycleState),
    })),
  };
}

/** By instance id. An instance that EC2 does not know yet is not in it. */
export async function observeLaunchTimes({ ec2 }: Clients, name: string): Promise<ReadonlyMap<string, EpochSeconds>> {
  const times = new Map<string, EpochSeconds>();
  // Auto Scaling sets this tag; asking by ids instead fails as a whole while one of them is not known yet.
  const Filters = [{ Name: "tag:aws:autoscaling:groupName", Values: [name] }];
  for await (const { Reservations = [] } of paginateDescribeInstances({ client: ec2 }, { Filters, MaxResults: 1000 }))
    for (const { InstanceId, LaunchTime } of Reservations.flatMap(({ Instances = [] }) => Instances))
      if (InstanceId !== undefined && LaunchTime !== undefined) times.set(InstanceId, LaunchTime.getTime() / 1000);
  return times;
}

/** The launches of the last hour. The answer comes latest first ("DescribeScalingActivities"), so it ends with the hour. */
export async function observeLaunches({ autoScaling }: Clients, name: string, now: EpochSeconds) {
  const launches: EpochSeconds[] = [];
  const pages = paginateDescribeScalingActivities(
    { client: autoScaling, pageSize: 100 },
    { AutoScalingGroupName: name },
  );
  for await (const { Activities = [] } of pages) {
    for (const { StartTime, StatusCode, Description = "" } of Activities) {
      const start = (StartTime?.getTime() ?? 0) / 1000;
      if (now - start >= trialEvery) return launches;
      const came = StatusCode !== "Failed" && StatusCode !== "Cancelled";
      if (came && Description.startsWith("Launching a new EC2 instance")) launches.push(start);
    }
  }
  return launches;
}

export function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("AWS answered without a field that it always has");
  return value;
}
