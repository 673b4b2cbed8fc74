import type { Configuration } from "../../reconciler/settings";
import type { Answers } from "./fake-aws";
import { minutesAgo, settings } from "./sights";

export const configuration: Configuration = {
  cluster: "Sample",
  group: "Sample-fleet",
  queueUrl: "https://sqs.us-west-2.amazonaws.com/123456789012/Sample-video.fifo",
  alarm: "Sample-waiting",
  pauseParameter: "/elastic-models/Sample/paused",
  ...settings(),
};

export const date = (minutes: number): Date => new Date(minutesAgo(minutes) * 1000);

export const counts = (waiting: number, inFlight: number, delayed = 0) => ({
  Attributes: {
    ApproximateNumberOfMessages: String(waiting),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  },
});

export const groupOf = (desired: number, ...instanceIds: readonly string[]) => ({
  AutoScalingGroups: [
    {
      AutoScalingGroupName: "Sample-fleet",
      DesiredCapacity: desired,
      MinSize: 0,
      MaxSize: 10,
      SuspendedProcesses: [{ ProcessName: "AZRebalance" }],
      Instances: instanceIds.map((InstanceId) => ({ InstanceId, LifecycleState: "InService" })),
    },
  ],
});

export const containerInstance = (instanceId: string, changes: object = {}) => ({
  containerInstanceArn: `ci-${instanceId}`,
  ec2InstanceId: instanceId,
  status: "ACTIVE",
  agentConnected: true,
  registeredAt: date(28),
  runningTasksCount: 0,
  pendingTasksCount: 0,
  registeredResources: [{ name: "GPU", type: "STRINGSET", stringSetValue: ["GPU-1"] }],
  remainingResources: [{ name: "GPU", type: "STRINGSET", stringSetValue: ["GPU-1"] }],
  attributes: [],
  ...changes,
});

export const launchTimes = (...instanceIds: readonly string[]) => ({
  Reservations: [{ Instances: instanceIds.map((InstanceId) => ({ InstanceId, LaunchTime: date(30) })) }],
});

/** A stack at zero, with nothing in its queue. */
export const quiet: Answers = {
  GetQueueAttributes: counts(0, 0),
  DescribeAutoScalingGroups: groupOf(0),
  DescribeInstances: launchTimes(),
  DescribeClusters: {
    clusters: [{ status: "ACTIVE", registeredContainerInstancesCount: 0, runningTasksCount: 0, pendingTasksCount: 0 }],
  },
  ListContainerInstances: { containerInstanceArns: [] },
  ListTasks: { taskArns: [] },
  DescribeAlarms: { MetricAlarms: [{ ActionsEnabled: true, AlarmConfigurationUpdatedTimestamp: date(9000) }] },
  GetParameter: { Parameter: { Value: "running" } },
};
