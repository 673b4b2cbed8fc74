import type { Action } from "../../reconciler/action";
import type { Outcome } from "../../reconciler/outcome";
import { reportLines } from "../../reconciler/report";
import { ghost, running, see } from "./sights";

const milliseconds = 1_800_000_000_000;
const lines = (sight = {}, outcomes: readonly Outcome[] = [], unseen: readonly string[] = []) =>
  reportLines("Sample", see(sight), unseen, outcomes, milliseconds).map((line) => JSON.parse(line) as object);

test("an idle stack writes nothing: each metric costs money in every hour that it gets a value", () => {
  expect(lines()).toEqual([]);
});

test("so does one where ECS shows a worker whose instance has gone", () => {
  expect(lines({ machines: [ghost(running(90))] })).toEqual([]);
});

test("each action is one line with its reason", () => {
  const action: Action = {
    kind: "end",
    instanceId: "i-0abc",
    containerInstanceArn: "ci-1",
    decrement: true,
    reason: "drained and empty, boot to end 47 min",
  };
  expect(lines({}, [{ action, result: "notNow", detail: "it has registered" }])).toEqual([
    {
      level: "info",
      action: "end",
      result: "notNow",
      reason: "drained and empty, boot to end 47 min",
      instanceId: "i-0abc",
      containerInstanceArn: "ci-1",
      decrement: true,
      detail: "it has registered",
    },
  ]);
});

test("what failed or could not be seen is an error", () => {
  const action: Action = { kind: "openCircuit", reason: "five failed" };
  expect(lines({}, [{ action, result: "failed", detail: "AccessDenied: no" }], ["queue: Error: no"])).toEqual([
    { level: "error", unseen: "queue: Error: no" },
    { level: "error", action: "openCircuit", result: "failed", reason: "five failed", detail: "AccessDenied: no" },
  ]);
});

test("what was done is counted in CloudWatch's embedded metric format", () => {
  const reason = "because";
  const done = (action: Action): Outcome => ({ action, result: "done" });
  const outcomes = [
    done({ kind: "setDesiredCapacity", from: 2, desiredCapacity: 5, reason }),
    done({ kind: "startWorkers", instanceIds: ["i-1", "i-1", "i-2"], reason }),
    done({ kind: "stopWorker", taskArn: "task", reason }),
    { action: { kind: "stopWorker", taskArn: "task", reason }, result: "notNow" } as Outcome,
  ];
  const sight = { machines: [{ id: "i-1", tasks: [running(9)] }], actionsEnabled: false };
  expect(lines(sight, outcomes).at(-1)).toEqual({
    _aws: {
      Timestamp: milliseconds,
      CloudWatchMetrics: [
        {
          Namespace: "ElasticModels",
          Dimensions: [["Model"]],
          Metrics: [
            { Name: "Workers", Unit: "Count" },
            { Name: "InstancesOrdered", Unit: "Count" },
            { Name: "WorkersStarted", Unit: "Count" },
            { Name: "WorkersStopped", Unit: "Count" },
            { Name: "CircuitOpen", Unit: "Count" },
          ],
        },
      ],
    },
    Model: "Sample",
    Workers: 1,
    InstancesOrdered: 3,
    WorkersStarted: 3,
    WorkersStopped: 1,
    CircuitOpen: 1,
  });
});

test("a circuit that opens just now counts as open; an order that is taken back counts as none", () => {
  const done = (action: Action): Outcome => ({ action, result: "done" });
  const taken = done({ kind: "setDesiredCapacity", from: 5, desiredCapacity: 2, reason: "because" });
  expect(lines({}, [taken])).toHaveLength(1);
  expect(lines({}, [taken, done({ kind: "openCircuit", reason: "because" })]).at(-1)).toMatchObject({ CircuitOpen: 1 });
});
