import { act } from "../../reconciler/act";
import type { Action } from "../../reconciler/action";
import type { Configuration } from "../../reconciler/settings";
import { awsError, type Answers, fakeAws } from "./fake-aws";
import { configuration, containerInstance, groupOf } from "./quiet-stack";
import { now, revision } from "./sights";

const doIt = async (
  answers: Answers,
  actions: readonly Action[],
  hasTime = () => true,
  different: Partial<Configuration> = {},
  at = now,
) => {
  const aws = fakeAws(answers);
  const set = { ...configuration, ...different };
  const outcomes = await act({ clients: aws.clients, configuration: set, now: at, hasTime }, actions);
  return {
    ...aws,
    results: outcomes.map(({ result, detail }) => (detail === undefined ? result : `${result}: ${detail}`)),
  };
};

const reason = "because";
const raise: Action = { kind: "setDesiredCapacity", from: 1, desiredCapacity: 3, reason };
const drain = (id: string): Action => ({ kind: "drain", instanceId: id, containerInstanceArn: `ci-${id}`, reason });
const end = (id: string, decrement = true): Action => ({
  kind: "end",
  instanceId: id,
  containerInstanceArn: `ci-${id}`,
  decrement,
  reason,
});
const endUnregistered = (instanceId: string): Action => ({ kind: "end", instanceId, decrement: true, reason });
const drained = (id: string, changes: object = {}) => containerInstance(id, { status: "DRAINING", ...changes });

describe("setDesiredCapacity", () => {
  test("sets it while it still is what was seen", async () => {
    const { results, inputsOf } = await doIt({ DescribeAutoScalingGroups: groupOf(1), SetDesiredCapacity: {} }, [
      raise,
    ]);
    expect(results).toEqual(["done"]);
    expect(inputsOf("SetDesiredCapacity")).toEqual([{ AutoScalingGroupName: "Sample-fleet", DesiredCapacity: 3 }]);
  });

  test("leaves it when somebody has changed it since", async () => {
    const { results, inputsOf } = await doIt({ DescribeAutoScalingGroups: groupOf(8) }, [raise]);
    expect(results).toEqual(["notNow: it has become 8"]);
    expect(inputsOf("SetDesiredCapacity")).toEqual([]);
  });

  test("a refusal is not a failure, a missing permission is", async () => {
    const answers = { DescribeAutoScalingGroups: groupOf(1) };
    const above = awsError("ValidationError", "New SetDesiredCapacity value 3 is above max value 2");
    expect((await doIt({ ...answers, SetDesiredCapacity: above }, [raise])).results).toEqual([
      "notNow: ValidationError: New SetDesiredCapacity value 3 is above max value 2",
    ]);
    expect((await doIt({ ...answers, SetDesiredCapacity: awsError("AccessDenied") }, [raise])).results).toEqual([
      "failed: AccessDenied: no",
    ]);
  });
});

describe("startWorkers", () => {
  const start = (...instanceIds: readonly string[]): Action => ({ kind: "startWorkers", instanceIds, reason });

  test("ten a call, each only where it was decided, once however often it is asked in a minute", async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `i-${index}`);
    const run = ({ count }: { count: number }) => ({ tasks: Array<object>(count).fill({}) });
    const first = await doIt({ RunTask: run }, [start(...ids)]);
    expect(first.results).toEqual(["done: 12 started"]);
    expect(first.inputsOf("RunTask")).toMatchObject([
      {
        cluster: "Sample",
        taskDefinition: revision,
        launchType: "EC2",
        count: 10,
        startedBy: "reconciler",
        placementConstraints: [
          { type: "memberOf", expression: "ec2InstanceId in [i-0, i-1, i-2, i-3, i-4, i-5, i-6, i-7, i-8, i-9]" },
        ],
      },
      { count: 2, placementConstraints: [{ type: "memberOf", expression: "ec2InstanceId in [i-10, i-11]" }] },
    ]);
    const later = async (seconds: number) =>
      (await doIt({ RunTask: run }, [start(...ids)], undefined, {}, now + seconds)).inputsOf("RunTask");
    const tokens = [...first.inputsOf("RunTask"), ...(await later(59))].map(({ clientToken }) => clientToken);
    expect(tokens).toEqual([tokens[0], tokens[1], tokens[0], tokens[1]]);
    expect(tokens).not.toContain((await later(60))[0]?.clientToken);
    expect(new Set(tokens).size).toBe(2);
    expect(tokens[0]).toMatch(/^[0-9a-f]{64}$/); // RunTask takes 64 characters at most
  });

  test("so that ECS Exec can enter, only where the model's Debug says so", async () => {
    const asked = async (different: Partial<Configuration>) =>
      (await doIt({ RunTask: { tasks: [{}] } }, [start("i-1")], undefined, different)).inputsOf("RunTask")[0];
    expect(await asked({ exec: true })).toMatchObject({ enableExecuteCommand: true });
    expect(await asked({})).not.toHaveProperty("enableExecuteCommand");
  });

  test("several on one instance", async () => {
    const { inputsOf } = await doIt({ RunTask: { tasks: [{}, {}] } }, [start("i-1", "i-1")]);
    expect(inputsOf("RunTask")).toMatchObject([
      { count: 2, placementConstraints: [{ expression: "ec2InstanceId in [i-1]" }] },
    ]);
  });

  test("no GPU free any more, or an agent that is away: not now", async () => {
    const failures = [{ reason: "RESOURCE:GPU" }, { reason: "AGENT" }, { reason: "RESOURCE:GPU" }];
    expect((await doIt({ RunTask: { tasks: [], failures } }, [start("i-1", "i-2", "i-3")])).results).toEqual([
      "notNow: 0 started, then RESOURCE:GPU, AGENT",
    ]);
    expect(
      (await doIt({ RunTask: { tasks: [{}], failures: [{ reason: "AGENT" }] } }, [start("i-1", "i-2")])).results,
    ).toEqual(["done: 1 started, then AGENT"]);
  });

  test("a revision that a deployment has just deregistered: not now", async () => {
    const inactive = awsError("ClientException", "TaskDefinition is inactive");
    expect((await doIt({ RunTask: inactive }, [start("i-1")])).results).toEqual([
      "notNow: 0 started, then ClientException: TaskDefinition is inactive",
    ]);
  });
});

test("stopWorker says why", async () => {
  const stop: Action = { kind: "stopWorker", taskArn: "task-1", reason: "runs for 130 min" };
  const { results, inputsOf } = await doIt({ StopTask: {} }, [stop]);
  expect(results).toEqual(["done"]);
  expect(inputsOf("StopTask")).toEqual([{ cluster: "Sample", task: "task-1", reason: "runs for 130 min" }]);
});

describe("drain", () => {
  test("marks, then drains, ten instances a call", async () => {
    const ids = Array.from({ length: 11 }, (_, index) => `i-${index}`);
    const { calls, results } = await doIt({ PutAttributes: {}, UpdateContainerInstancesState: {} }, ids.map(drain));
    expect(results).toEqual(Array(11).fill("done"));
    expect(calls.map(({ name }) => name)).toEqual([
      "PutAttributes",
      "UpdateContainerInstancesState",
      "PutAttributes",
      "UpdateContainerInstancesState",
    ]);
    expect(calls[2]?.input).toEqual({
      cluster: "Sample",
      attributes: [
        {
          name: "elastic-models.leaving-since",
          value: String(now),
          targetType: "container-instance",
          targetId: "ci-i-10",
        },
      ],
    });
    expect(calls[3]?.input).toEqual({ cluster: "Sample", containerInstances: ["ci-i-10"], status: "DRAINING" });
  });

  test("one that fails keeps no other from leaving", async () => {
    const failures = [{ arn: "ci-i-1", reason: "MISSING" }];
    const answers = { PutAttributes: {}, UpdateContainerInstancesState: { failures } };
    expect((await doIt(answers, [drain("i-1"), drain("i-2")])).results).toEqual(["notNow: MISSING", "done"]);
  });

  test("without its mark nothing is drained", async () => {
    const { results, inputsOf } = await doIt({ PutAttributes: awsError("ServerException") }, [drain("i-1")]);
    expect(results).toEqual(["failed: ServerException: no"]);
    expect(inputsOf("UpdateContainerInstancesState")).toEqual([]);
  });
});

describe("end looks once more", () => {
  const answers: Answers = {
    DescribeAutoScalingGroups: groupOf(1, "i-1"),
    DescribeContainerInstances: { containerInstances: [drained("i-1")] },
    ListContainerInstances: { containerInstanceArns: [] },
    ListTasks: { taskArns: [] },
    TerminateInstanceInAutoScalingGroup: {},
  };
  const task = (taskArn: string, lastStatus: string, desiredStatus = "STOPPED") => ({
    taskArn,
    taskDefinitionArn: revision,
    lastStatus,
    desiredStatus,
    createdAt: new Date(0),
  });

  test.each([true, false])("and ends what is still drained and empty, decrement %s", async (decrement) => {
    const { results, inputsOf } = await doIt(answers, [end("i-1", decrement)]);
    expect(results).toEqual(["done"]);
    expect(inputsOf("TerminateInstanceInAutoScalingGroup")).toEqual([
      { InstanceId: "i-1", ShouldDecrementDesiredCapacity: decrement },
    ]);
  });

  test.each([
    [
      "a worker runs on it",
      { DescribeContainerInstances: { containerInstances: [drained("i-1", { runningTasksCount: 1 })] } },
    ],
    [
      "a worker is placed on it",
      { DescribeContainerInstances: { containerInstances: [drained("i-1", { pendingTasksCount: 1 })] } },
    ],
    [
      "its GPU is taken",
      { DescribeContainerInstances: { containerInstances: [drained("i-1", { remainingResources: [] })] } },
    ],
    ["it is active again", { DescribeContainerInstances: { containerInstances: [containerInstance("i-1")] } }],
    ["ECS does not show it", { DescribeContainerInstances: { containerInstances: [] } }],
  ])("and leaves it when %s", async (_what, changed) => {
    const { results, inputsOf } = await doIt({ ...answers, ...changed }, [end("i-1")]);
    expect(results).toEqual(["notNow: it is no longer drained and empty"]);
    expect(inputsOf("TerminateInstanceInAutoScalingGroup")).toEqual([]);
  });

  test.each([
    ["finishes its video after it was told to stop", "STOPPED", "RUNNING"],
    ["shuts down", "STOPPED", "DEPROVISIONING"],
    ["runs, whatever the instance's counts say", "RUNNING", "RUNNING"],
  ])("and leaves it when a worker %s", async (_what, desired, last) => {
    const { results, inputsOf } = await doIt(
      {
        ...answers,
        ListTasks: ({ desiredStatus }: { desiredStatus: string }) => ({
          taskArns: desiredStatus === desired ? ["task-1"] : [],
        }),
        DescribeTasks: { tasks: [task("task-1", last, desired)] },
      },
      [end("i-1")],
    );
    expect(results).toEqual(["notNow: a task on it has not ended"]);
    expect(inputsOf("ListTasks")).toMatchObject([
      { cluster: "Sample", containerInstance: "ci-i-1", desiredStatus: "RUNNING" },
      { cluster: "Sample", containerInstance: "ci-i-1", desiredStatus: "STOPPED" },
    ]);
    expect(inputsOf("TerminateInstanceInAutoScalingGroup")).toEqual([]);
  });

  test("and is not kept by tasks that have ended", async () => {
    const ended = { ListTasks: { taskArns: ["task-1"] }, DescribeTasks: { tasks: [task("task-1", "STOPPED")] } };
    expect((await doIt({ ...answers, ...ended }, [end("i-1")])).results).toEqual(["done"]);
  });

  describe("at an instance whose workers its agent should long have killed", () => {
    const outlived: Action = {
      kind: "end",
      instanceId: "i-1",
      containerInstanceArn: "ci-i-1",
      decrement: true,
      outlived: ["task-1"],
      reason,
    };
    const books = { runningTasksCount: 1, remainingResources: [] };
    const seen = (tasks: readonly object[], container: object) => ({
      ...answers,
      DescribeContainerInstances: { containerInstances: [container] },
      ListTasks: { taskArns: ["task-1", "task-2"] },
      DescribeTasks: { tasks },
    });
    const unkilled = task("task-1", "RUNNING");

    test("and ends it whatever the counts say", async () => {
      const ends = await doIt(seen([unkilled, task("task-2", "STOPPED")], drained("i-1", books)), [outlived]);
      expect(ends.results).toEqual(["done"]);
    });

    test("and leaves it when another task has come, or it is active again", async () => {
      const other = await doIt(seen([unkilled, task("task-2", "RUNNING")], drained("i-1", books)), [outlived]);
      expect(other.results).toEqual(["notNow: a task on it has not ended"]);
      const active = await doIt(seen([unkilled], containerInstance("i-1")), [outlived]);
      expect(active.results).toEqual(["notNow: it is no longer drained and empty"]);
    });
  });

  test("and leaves what the group is already ending: another decrement would take a second place away", async () => {
    const [group] = groupOf(1, "i-1").AutoScalingGroups;
    const Instances = [{ InstanceId: "i-1", LifecycleState: "Terminating" }];
    for (const DescribeAutoScalingGroups of [groupOf(0), { AutoScalingGroups: [{ ...group, Instances }] }]) {
      const { results, inputsOf } = await doIt({ ...answers, DescribeAutoScalingGroups }, [end("i-1")]);
      expect(results).toEqual(["notNow: the group no longer has it in service"]);
      expect(inputsOf("TerminateInstanceInAutoScalingGroup")).toEqual([]);
    }
  });

  test.each(["DescribeAutoScalingGroups", "DescribeContainerInstances", "ListTasks"])(
    "and ends nothing when %s fails",
    async (call) => {
      const { results, inputsOf } = await doIt({ ...answers, [call]: awsError("ThrottlingException") }, [end("i-1")]);
      expect(results).toEqual(["failed: ThrottlingException: no"]);
      expect(inputsOf("TerminateInstanceInAutoScalingGroup")).toEqual([]);
    },
  );

  test("also at one that had not registered", async () => {
    expect((await doIt(answers, [endUnregistered("i-1")])).results).toEqual(["done"]);
    const registered = {
      ...answers,
      ListContainerInstances: { containerInstanceArns: ["ci-i-1"] },
      DescribeContainerInstances: { containerInstances: [containerInstance("i-1")] },
    };
    expect((await doIt(registered, [endUnregistered("i-1")])).results).toEqual(["notNow: it has registered"]);
  });

  test("a decrement that AWS refuses at the minimum is left out", async () => {
    const refuse = ({ ShouldDecrementDesiredCapacity }: { ShouldDecrementDesiredCapacity: boolean }) =>
      ShouldDecrementDesiredCapacity
        ? awsError(
            "ValidationError",
            "Currently, desiredSize equals minSize (0). Terminating instance without replacement will violate group's min size constraint.",
          )
        : {};
    const { results } = await doIt({ ...answers, TerminateInstanceInAutoScalingGroup: refuse }, [end("i-1")]);
    expect(results).toEqual(["done: without decrement, which AWS refused at the minimum"]);
  });
});

test.each([
  ["openCircuit", "DisableAlarmActions", { AlarmNames: ["Sample-waiting"] }],
  ["closeCircuit", "EnableAlarmActions", { AlarmNames: ["Sample-waiting"] }],
  [
    "ignoreAlarms",
    "SuspendProcesses",
    { AutoScalingGroupName: "Sample-fleet", ScalingProcesses: ["AlarmNotification"] },
  ],
  ["heedAlarms", "ResumeProcesses", { AutoScalingGroupName: "Sample-fleet", ScalingProcesses: ["AlarmNotification"] }],
] as const)("%s calls %s", async (kind, call, input) => {
  const { results, inputsOf } = await doIt({ [call]: {} }, [{ kind, reason }]);
  expect(results).toEqual(["done"]);
  expect(inputsOf(call)).toEqual([input]);
});

test("drains come before starts, and no failure keeps the others from being tried", async () => {
  const { calls, results } = await doIt(
    {
      PutAttributes: awsError("ServerException"),
      RunTask: { tasks: [{}] },
      DisableAlarmActions: awsError("AccessDenied"),
    },
    [{ kind: "startWorkers", instanceIds: ["i-2"], reason }, drain("i-1"), { kind: "openCircuit", reason }],
  );
  expect(calls.map(({ name }) => name)).toEqual(["DisableAlarmActions", "PutAttributes", "RunTask"]);
  expect(results).toEqual(["failed: AccessDenied: no", "failed: ServerException: no", "done: 1 started"]);
});

test("when the function's time is nearly over, the rest waits for the next look", async () => {
  const stop: Action = { kind: "stopWorker", taskArn: "task-1", reason };
  const { calls, results } = await doIt({}, [drain("i-1"), stop], () => false);
  expect(calls).toEqual([]);
  expect(results).toEqual(["notNow: no time left in this run"]);
});
