import { observe } from "../../reconciler/observe";
import { awsError, type Answers, fakeAws } from "./fake-aws";
import { configuration, containerInstance, counts, date, groupOf, launchTimes, quiet } from "./quiet-stack";
import { minutesAgo, now, revision } from "./sights";

const look = async (answers: Answers = {}) => {
  const aws = fakeAws({ ...quiet, ...answers });
  return { ...aws, ...(await observe(aws.clients, configuration, now)) };
};

const cluster = (registered: number, running: number, pending = 0) => ({
  clusters: [
    {
      status: "ACTIVE",
      registeredContainerInstancesCount: registered,
      runningTasksCount: running,
      pendingTasksCount: pending,
    },
  ],
});

test("a quiet stack is seen with nine calls", async () => {
  const { observation, unseen, calls } = await look();
  expect(unseen).toEqual([]);
  expect(observation).toEqual({
    queue: { waiting: 0, inFlight: 0, delayed: 0 },
    group: { desiredCapacity: 0, minSize: 0, maxSize: 10, ignoresAlarms: false, instances: [] },
    cluster: { containerInstances: [], tasks: [], registeredCount: 0, runningCount: 0, pendingCount: 0 },
    alarm: { actionsEnabled: true, configuredAt: minutesAgo(9000) },
    paused: false,
  });
  expect(calls.map(({ name }) => name).sort()).toEqual([
    "DescribeAlarms",
    "DescribeAutoScalingGroups",
    "DescribeClusters",
    "DescribeInstances",
    "GetParameter",
    "GetQueueAttributes",
    "ListContainerInstances",
    "ListTasks",
    "ListTasks",
  ]);
});

/** A worker on the instance i-1, as ECS describes it. */
const worker = {
  taskArn: "task-1",
  startedBy: "reconciler",
  taskDefinitionArn: revision,
  containerInstanceArn: "ci-i-1",
  lastStatus: "RUNNING",
  desiredStatus: "RUNNING",
  createdAt: date(20),
};

test("an instance with a worker", async () => {
  const task = { ...worker, startedAt: date(19), stoppingAt: date(5), containers: [{}] };
  const { observation } = await look({
    GetQueueAttributes: counts(2, 1),
    DescribeAutoScalingGroups: groupOf(1, "i-1"),
    DescribeInstances: launchTimes("i-1"),
    DescribeClusters: cluster(1, 1),
    ListContainerInstances: { containerInstanceArns: ["ci-i-1"] },
    DescribeContainerInstances: {
      containerInstances: [
        containerInstance("i-1", {
          status: "DRAINING",
          runningTasksCount: 1,
          remainingResources: [{ name: "GPU", type: "STRINGSET", stringSetValue: [] }],
          attributes: [{ name: "elastic-models.leaving-since", value: String(minutesAgo(3)) }],
        }),
      ],
    },
    ListTasks: ({ desiredStatus }: { desiredStatus: string }) => ({
      taskArns: desiredStatus === "RUNNING" ? ["task-1"] : ["task-2"],
    }),
    DescribeTasks: {
      tasks: [
        task,
        { ...task, taskArn: "task-2", startedBy: "somebody", lastStatus: "STOPPED", desiredStatus: "STOPPED" },
      ],
    },
    GetMetricData: { MetricDataResults: [] },
  });
  expect(observation.group?.instances).toEqual([
    { instanceId: "i-1", lifecycleState: "InService", launchedAt: minutesAgo(30) },
  ]);
  expect(observation.cluster?.containerInstances).toEqual([
    {
      arn: "ci-i-1",
      instanceId: "i-1",
      status: "DRAINING",
      agentConnected: true,
      registeredAt: minutesAgo(28),
      runningCount: 1,
      pendingCount: 0,
      registeredGpus: 1,
      freeGpus: 0,
      leavingSince: minutesAgo(3),
    },
  ]);
  expect(observation.cluster?.tasks[0]?.stoppingAt).toBe(minutesAgo(5));
  expect(observation.cluster?.tasks.map(({ arn, isWorker, lastStatus }) => [arn, isWorker, lastStatus])).toEqual([
    ["task-1", true, "RUNNING"],
    ["task-2", false, "STOPPED"],
  ]);
});

test.each([
  ["queue", "GetQueueAttributes", ["queue"]],
  ["group", "DescribeAutoScalingGroups", ["group"]],
  ["alarm", "DescribeAlarms", ["alarm"]],
  ["paused", "GetParameter", ["pause parameter"]],
  ["cluster", "DescribeClusters", ["cluster"]],
  ["cluster", "ListContainerInstances", ["cluster"]],
  ["cluster", "ListTasks", ["cluster"]],
] as const)("without %s when %s fails, and the rest is seen", async (part, call, unseen) => {
  const seen = await look({ [call]: awsError("ThrottlingException", "Rate exceeded") });
  expect(seen.observation[part]).toBeUndefined();
  expect(Object.values(seen.observation).filter((value) => value === undefined)).toHaveLength(1);
  expect(seen.unseen).toEqual(unseen.map((what) => `${what}: ThrottlingException: Rate exceeded`));
});

test("launch times that cannot be seen leave the group visible", async () => {
  const { observation, unseen } = await look({
    DescribeAutoScalingGroups: groupOf(1, "i-1"),
    DescribeInstances: awsError("UnauthorizedOperation"),
  });
  expect(observation.group?.instances).toEqual([{ instanceId: "i-1", lifecycleState: "InService" }]);
  expect(unseen).toEqual(["launch times: UnauthorizedOperation: no"]);
});

test("a group, a cluster or an alarm that is not there is unseen, not empty", async () => {
  const { observation, unseen } = await look({
    DescribeAutoScalingGroups: { AutoScalingGroups: [] },
    DescribeClusters: { clusters: [{ status: "INACTIVE" }] },
    DescribeAlarms: { MetricAlarms: [] },
  });
  expect(observation).toMatchObject({ group: undefined, cluster: undefined, alarm: undefined });
  expect([...unseen].sort()).toEqual([
    "alarm: Error: there is no alarm Sample-waiting",
    "cluster: Error: the cluster Sample is INACTIVE",
    "group: Error: there is no Auto Scaling group Sample-fleet",
  ]);
});

test.each([
  ["paused", true],
  ["running", false],
  ["Paused", undefined],
])("the pause parameter %s", async (Value, paused) => {
  const { observation } = await look({ GetParameter: { Parameter: { Value } } });
  expect(observation.paused).toBe(paused);
});

test("pages are followed to the end, descriptions asked for by hundreds", async () => {
  const ids = Array.from({ length: 250 }, (_, index) => `i-${index}`);
  const page = (from: number) => ids.slice(from, from + 100).map((id) => `ci-${id}`);
  const { observation, inputsOf } = await look({
    DescribeAutoScalingGroups: groupOf(250, ...ids),
    DescribeInstances: launchTimes(...ids),
    DescribeClusters: cluster(250, 0),
    ListContainerInstances: ({ nextToken }: { nextToken?: string }) => {
      const from = Number(nextToken ?? 0);
      return { containerInstanceArns: page(from), nextToken: from < 200 ? String(from + 100) : undefined };
    },
    DescribeContainerInstances: ({ containerInstances }: { containerInstances: string[] }) => ({
      containerInstances: containerInstances.map((arn) => containerInstance(arn.slice(3))),
    }),
    GetMetricData: { MetricDataResults: [] },
  });
  expect(observation.cluster?.containerInstances).toHaveLength(250);
  expect(inputsOf("ListContainerInstances")).toHaveLength(3);
  expect(
    inputsOf("DescribeContainerInstances").map(({ containerInstances }) => (containerInstances as []).length),
  ).toEqual([100, 100, 50]);
});

test("an instance that still boots is not asked for by its id", async () => {
  const { inputsOf } = await look({
    DescribeAutoScalingGroups: groupOf(1, "i-1"),
    DescribeInstances: { Reservations: [{ Instances: [{ InstanceId: "i-1", LaunchTime: date(2) }] }] },
  });
  expect(inputsOf("ListContainerInstances")).toHaveLength(1);
});

test("what has left the cluster is not in it, and of a fleet that crashes and crashes 2000 stopped tasks are enough", async () => {
  const { observation, inputsOf } = await look({
    DescribeClusters: cluster(0, 0),
    ListContainerInstances: { containerInstanceArns: ["ci-i-1"] },
    DescribeContainerInstances: { containerInstances: [containerInstance("i-1", { status: "INACTIVE" })] },
    ListTasks: ({ desiredStatus, nextToken = "0" }: { desiredStatus: string; nextToken?: string }) => ({
      taskArns: [],
      nextToken: desiredStatus === "RUNNING" || nextToken === "30" ? undefined : String(Number(nextToken) + 1),
    }),
  });
  expect(observation.cluster?.containerInstances).toEqual([]);
  expect(inputsOf("ListTasks")).toHaveLength(21);
});

test("an instance that should have registered by now is asked for by its id", async () => {
  const { observation, inputsOf } = await look({
    DescribeAutoScalingGroups: groupOf(2, "i-1", "i-2"),
    DescribeInstances: launchTimes("i-1", "i-2"),
    DescribeClusters: cluster(2, 0),
    ListContainerInstances: ({ filter }: { filter?: string }) => ({
      containerInstanceArns: filter === undefined ? ["ci-i-2"] : ["ci-i-1"],
    }),
    DescribeContainerInstances: ({ containerInstances }: { containerInstances: string[] }) => ({
      containerInstances: containerInstances.map((arn) => containerInstance(arn.slice(3))),
    }),
    GetMetricData: { MetricDataResults: [] },
  });
  expect(inputsOf("ListContainerInstances")[1]).toMatchObject({ filter: "ec2InstanceId in [i-1]" });
  expect(observation.cluster?.containerInstances.map(({ instanceId }) => instanceId)).toEqual(["i-2", "i-1"]);
});

test("of a whole fleet that has not registered, each id is in one filter of a length that ECS is known to take", async () => {
  const ids = Array.from({ length: 250 }, (_, index) => `i-${String(index).padStart(17, "0")}`);
  const { observation, inputsOf } = await look({
    DescribeAutoScalingGroups: groupOf(250, ...ids),
    DescribeInstances: launchTimes(...ids),
  });
  const filters = inputsOf("ListContainerInstances").flatMap(({ filter }) => (filter as string | undefined) ?? []);
  expect(filters.flatMap((filter) => filter.match(/i-\d+/g))).toEqual(ids);
  expect(Math.max(...filters.map(({ length }) => length))).toBeLessThan(2000);
  expect(observation.cluster?.containerInstances).toEqual([]);
});

test("when that fails, the cluster is unseen: the instance might be there", async () => {
  const { observation, unseen } = await look({
    DescribeAutoScalingGroups: groupOf(1, "i-1"),
    DescribeInstances: launchTimes("i-1"),
    ListContainerInstances: ({ filter }: { filter?: string }) =>
      filter === undefined ? { containerInstanceArns: [] } : awsError("ServerException"),
  });
  expect(observation.cluster).toBeUndefined();
  expect(unseen).toEqual(["registered instances: ServerException: no"]);
});

test("launches of the last hour are asked for while videos wait and nobody works", async () => {
  const activity = (minutes: number, Description: string, StatusCode = "Successful") => ({
    StartTime: date(minutes),
    Description,
    StatusCode,
  });
  const { observation } = await look({
    GetQueueAttributes: counts(1, 0),
    DescribeScalingActivities: {
      Activities: [
        activity(5, "Launching a new EC2 instance: i-3"),
        activity(6, "Terminating EC2 instance: i-2"),
        activity(7, "Launching a new EC2 instance", "Failed"),
        activity(50, "Launching a new EC2 instance: i-1"),
        activity(70, "Launching a new EC2 instance: i-0"),
      ],
    },
  });
  expect(observation.group?.launches).toEqual([minutesAgo(5), minutesAgo(50)]);
});

test("also while ECS shows a worker whose instance has gone", async () => {
  const seenWith = async (...instanceIds: readonly string[]) => {
    const { observation } = await look({
      GetQueueAttributes: counts(1, 0),
      DescribeAutoScalingGroups: groupOf(1, ...instanceIds),
      DescribeInstances: launchTimes(...instanceIds),
      DescribeClusters: cluster(1, 1),
      ListContainerInstances: { containerInstanceArns: ["ci-i-1"] },
      DescribeContainerInstances: { containerInstances: [containerInstance("i-1", { agentConnected: false })] },
      ListTasks: { taskArns: ["task-1"] },
      DescribeTasks: { tasks: [worker] },
      GetMetricData: { MetricDataResults: [] },
      DescribeScalingActivities: { Activities: [] },
    });
    return observation.group?.launches;
  };
  expect(await seenWith()).toEqual([]);
  expect(await seenWith("i-1")).toBeUndefined();
});

describe("the queue's history, asked for while there are instances", () => {
  const minute = Math.floor(now / 60);
  const at = (values: readonly (number | undefined)[]) => {
    const known = values.flatMap((value, index) => (value === undefined ? [] : [{ value, index }]));
    return {
      Timestamps: known.map(({ index }) => new Date((minute - 2 - index) * 60_000)),
      Values: known.map(({ value }) => value),
    };
  };
  const series: Readonly<Record<string, readonly (number | undefined)[]>> = {
    waiting: [0, 0, 0, 1],
    inFlight: [0, 0, 1, 1],
    delayed: [0, 0, 0, 0],
    sent: [0, 0, 0, 9, 1],
    taken: [0, 0, 4, 0],
    finished: [2, 3, 0, 0],
  };
  const seen = async (different: typeof series = {}, answers: Answers = {}) => {
    const MetricDataResults = Object.entries({ ...series, ...different }).map(([Id, values]) => ({
      Id,
      ...at(values),
    }));
    const { observation, inputsOf } = await look({
      DescribeAutoScalingGroups: groupOf(1, "i-1"),
      DescribeInstances: launchTimes("i-1"),
      DescribeClusters: cluster(1, 0),
      ListContainerInstances: { containerInstanceArns: ["ci-i-1"] },
      DescribeContainerInstances: { containerInstances: [containerInstance("i-1")] },
      GetMetricData: { MetricDataResults },
      ...answers,
    });
    expect(inputsOf("GetMetricData")).toHaveLength(1);
    return observation.queue;
  };
  const since = (minutesBack: number) => now - (minute - minutesBack) * 60;

  test("tells what came and went, and for how long there was nothing", async () => {
    const queue = await seen();
    expect(queue?.flow).toEqual({ minutesWithArrivals: 2, finished: 5, taken: 4 });
    expect(queue?.emptySeconds).toBe(since(3));
  });

  test("before a minute of which nothing is known, nothing is known", async () => {
    const empty = [0, 0, undefined, 0, 0];
    expect((await seen({ waiting: empty, inFlight: [0, 0, 0, 0, 0], delayed: [0, 0, 0, 0, 0] }))?.emptySeconds).toBe(
      since(3),
    );
  });

  test("knows of none in flight or delayed also where SQS reports nothing of them", async () => {
    expect((await seen({ inFlight: [], delayed: [] }))?.emptySeconds).toBe(since(4));
    expect((await seen({ inFlight: [undefined, undefined, 1], delayed: [] }))?.emptySeconds).toBe(since(3));
    expect((await seen({ inFlight: [undefined, 1], delayed: [] }))?.emptySeconds).toBe(since(2));
  });

  test("is not empty when the queue itself says that something is there: the metrics are late", async () => {
    const queue = await seen({}, { GetQueueAttributes: counts(0, 1) });
    expect(queue).toMatchObject({ inFlight: 1, flow: { finished: 5 } });
    expect(queue?.emptySeconds).toBeUndefined();
  });

  test("of more than a quarter of an hour ago counts no more", async () => {
    const long = (value: number) => [...Array<number>(14).fill(0), value];
    expect((await seen({ sent: long(1), finished: long(1), taken: long(1) }))?.flow).toEqual({
      minutesWithArrivals: 0,
      finished: 0,
      taken: 0,
    });
  });

  test("does not say that no video was taken while SQS does not say how many were", async () => {
    expect((await seen({ taken: [] }))?.flow).toEqual({ minutesWithArrivals: 2, finished: 5 });
  });
});
