import { setTimeout } from "node:timers/promises";
import { handler } from "../../reconciler/handler";
import { makeClients } from "../../reconciler/clients";
import { leavingSinceAttribute } from "../../reconciler/observe-cluster";
import { environmentOf } from "../../reconciler/settings";
import { type Answers, awsError, fakeAws } from "./fake-aws";
import { configuration, containerInstance, counts, groupOf, launchTimes, quiet } from "./quiet-stack";
import { now } from "./sights";

jest.mock("../../reconciler/clients");
jest.mock("node:timers/promises");

let remaining = 55_000;
const context = { getRemainingTimeInMillis: () => remaining };
let answers: Answers = quiet;
const aws = fakeAws(new Proxy({}, { get: (_, name: string) => answers[name] }));
jest.mocked(makeClients).mockReturnValue(aws.clients);

/** Runs the function and returns the lines that it wrote. */
async function invoke(changed: Answers): Promise<readonly Record<string, unknown>[]> {
  answers = { ...quiet, ...changed };
  const written: string[] = [];
  const write = jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const before = process.env;
  process.env = { ...before, ...environmentOf(configuration) };
  try {
    await handler({ source: "aws.ecs" }, context);
  } finally {
    process.env = before;
    write.mockRestore();
  }
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("at rest it does nothing and writes nothing", async () => {
  expect(await invoke({})).toEqual([]);
});

test("three videos wait: it orders three instances, says why, and counts them", async () => {
  const lines = await invoke({
    GetQueueAttributes: counts(3, 0),
    DescribeScalingActivities: {},
    SetDesiredCapacity: {},
  });
  expect(lines).toMatchObject([
    { action: "setDesiredCapacity", desiredCapacity: 3, result: "done" },
    { Model: "Sample", InstancesOrdered: 3 },
  ]);
});

test("what fails is an error of the function, after all else is done", async () => {
  const failing = invoke({ GetQueueAttributes: awsError("AccessDenied") });
  await expect(failing).rejects.toThrow("1 parts could not be seen and 0 actions failed");
});

test("a wrong environment is named", async () => {
  await expect(handler({}, context)).rejects.toThrow("CLUSTER is not set");
});

describe("an instance without work", () => {
  /** Milliseconds since the function began; only waiting takes time. */
  let waited = 0;
  beforeEach(() => {
    waited = 0;
    remaining = 55_000;
    jest.spyOn(Date, "now").mockImplementation(() => now * 1000 + waited);
    jest.mocked(setTimeout).mockImplementation((milliseconds = 0) => {
      waited += milliseconds;
      remaining -= milliseconds;
      return Promise.resolve(undefined as never);
    });
  });
  afterEach(() => jest.restoreAllMocks());

  const draining = { status: "DRAINING", attributes: [{ name: leavingSinceAttribute, value: String(now) }] };
  const idle: Answers = {
    DescribeAutoScalingGroups: groupOf(1, "i-1"),
    DescribeInstances: launchTimes("i-1"),
    DescribeClusters: {
      clusters: [
        { status: "ACTIVE", registeredContainerInstancesCount: 1, runningTasksCount: 0, pendingTasksCount: 0 },
      ],
    },
    ListContainerInstances: { containerInstanceArns: ["ci-i-1"] },
    DescribeContainerInstances: () => ({ containerInstances: [containerInstance("i-1", waited > 0 ? draining : {})] }),
    GetMetricData: { MetricDataResults: [] },
    PutAttributes: {},
    UpdateContainerInstancesState: {},
    TerminateInstanceInAutoScalingGroup: {},
  };

  test("is drained, and ended by the same run as soon as it has settled", async () => {
    const lines = await invoke(idle);
    expect(waited).toBe(46_000);
    expect(lines).toMatchObject([
      { action: "drain", instanceId: "i-1", result: "done" },
      { action: "end", instanceId: "i-1", result: "done" },
      { InstancesEnded: 1 },
    ]);
  });

  test("is left to the next run when this one has no time for it", async () => {
    remaining = 53_000;
    expect(await invoke(idle)).toMatchObject([{ action: "drain" }]);
    expect(waited).toBe(0);
  });

  test("is not waited for when it could not be drained", async () => {
    const failing = invoke({ ...idle, UpdateContainerInstancesState: awsError("AccessDenied") });
    await expect(failing).rejects.toThrow("0 parts could not be seen and 1 actions failed");
    expect(waited).toBe(0);
  });
});
