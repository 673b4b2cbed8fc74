import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { gather as gatherServed } from "../../operate/served/gather";
import { gather } from "../../operate/status/gather";
import { sampleGpus, sampleServed, sampleSpec } from "../constructs/sample";

type Answers = Readonly<Record<string, object | Error>>;

/** A stack with a video that waits and an instance, as AWS answers of it. */
const deployed: Answers = {
  GetQueueUrl: { QueueUrl: "https://sqs/queue" },
  GetQueueAttributes: { Attributes: { ApproximateNumberOfMessages: "1" } },
  GetMetricStatistics: { Datapoints: [{ Timestamp: new Date(0), Maximum: 900 }] },
  DescribeAutoScalingGroups: {
    AutoScalingGroups: [{ DesiredCapacity: 1, MaxSize: 2, Instances: [{ InstanceId: "i-1" }] }],
  },
  DescribeScalingActivities: { Activities: [] },
  DescribeInstances: {
    Reservations: [
      { Instances: [{ InstanceId: "i-1", LaunchTime: new Date(1_800_000_000_000), InstanceLifecycle: "spot" }] },
    ],
  },
  DescribeClusters: { clusters: [{ status: "ACTIVE" }] },
  DescribeAlarms: {},
  GetParameter: { Parameter: { Value: "running" } },
};

const clients = [
  AutoScalingClient,
  CloudWatchClient,
  EC2Client,
  ECSClient,
  ElasticLoadBalancingV2Client,
  SQSClient,
  SSMClient,
];

afterEach(() => jest.restoreAllMocks());

function answering(different: Answers = {}): void {
  const answers: Answers = { ...deployed, ...different };
  const send = ({ constructor: { name } }: object) => {
    const answer = answers[name.replace(/Command$/, "")] ?? {};
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  for (const { prototype } of clients) jest.spyOn(prototype as SQSClient, "send").mockImplementation(send as never);
}
const denied = Object.assign(new Error("no"), { name: "AccessDenied", $metadata: {} });

test("ages and launches come from where only they are known", async () => {
  answering();
  expect(await gather(sampleSpec())).toMatchObject({
    queues: { waiting: 1, oldestSeconds: 900 },
    group: { instances: [{ id: "i-1", launchedAt: 1_800_000_000, spot: true }] },
    unseen: [],
  });
});

test("of suspended processes, that of launches is told", async () => {
  const group = { DesiredCapacity: 1, MaxSize: 2 };
  const suspended = async (...names: string[]) => {
    const SuspendedProcesses = names.map((ProcessName) => ({ ProcessName }));
    answering({ DescribeAutoScalingGroups: { AutoScalingGroups: [{ ...group, SuspendedProcesses }] } });
    const facts = await gather(sampleSpec());
    return "group" in facts && facts.group?.launchSuspended;
  };
  expect(await suspended("AZRebalance", "AlarmNotification")).toBeUndefined();
  expect(await suspended("AZRebalance", "Launch")).toBe(true);
});

test("alarms are asked for so that a permission narrower than * is enough: no composite ones", async () => {
  answering();
  const send = jest.spyOn(CloudWatchClient.prototype, "send");
  await gather(sampleSpec());
  const asked = send.mock.calls.map(([{ input }]) => input).filter((input) => "AlarmNamePrefix" in input);
  expect(asked).toEqual([expect.objectContaining({ AlarmTypes: ["MetricAlarm"] })]);
});

test("an age that CloudWatch still tells of an empty queue is nobody's", async () => {
  answering({ GetQueueAttributes: { Attributes: {} } });
  expect(await gather(sampleSpec())).toMatchObject({
    queues: expect.not.objectContaining({ oldestSeconds: 900 }) as object,
  });
});

test("where they may not be looked at, the rest is seen, and what is lacking is named", async () => {
  answering({ GetMetricStatistics: denied, DescribeInstances: denied });
  const facts = await gather(sampleSpec());
  expect(facts).toMatchObject({
    queues: { waiting: 1 },
    group: { instances: [{ id: "i-1", spot: false }] },
    unseen: ["cloudwatch:GetMetricStatistics", "ec2:DescribeInstances"],
  });
});

test("of a served model's fleet, too", async () => {
  const served = sampleServed({ compute: sampleGpus });
  const its = {
    DescribeServices: { services: [{ status: "ACTIVE" }] },
    DescribeLoadBalancers: { LoadBalancers: [{ LoadBalancerArn: "a", DNSName: "lb", State: { Code: "active" } }] },
    DescribeTargetGroups: { TargetGroups: [{ TargetGroupArn: "t" }] },
  };
  answering(its);
  expect(await gatherServed(served)).toMatchObject({
    group: { instances: [{ id: "i-1", launchedAt: 1_800_000_000, spot: true }] },
    unseen: [],
  });
  answering({ ...its, DescribeInstances: denied });
  expect(await gatherServed(served)).toMatchObject({
    group: { instances: [{ id: "i-1", spot: false }] },
    unseen: ["ec2:DescribeInstances"],
  });
});
