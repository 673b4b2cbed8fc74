import fc from "fast-check";
import { configurationOf, environmentOf } from "../../reconciler/settings";
import { configuration } from "./quiet-stack";
import { runs } from "../runs";

test("what the stack writes is what the function reads", () => {
  const number = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), number, number, (text, fleetSize, keepWarmSeconds) => {
      const given = { ...configuration, cluster: text, fleetSize, keepWarmSeconds };
      expect(configurationOf(environmentOf(given))).toEqual(given);
    }),
    runs(100),
  );
});

test("the variables", () => {
  expect(environmentOf(configuration)).toEqual({
    CLUSTER: "Sample",
    AUTO_SCALING_GROUP: "Sample-fleet",
    VIDEO_QUEUE_URL: "https://sqs.us-west-2.amazonaws.com/123456789012/Sample-video.fifo",
    ALARM: "Sample-waiting",
    PAUSE_PARAMETER: "/elastic-models/Sample/paused",
    TASK_DEFINITION: "arn:aws:ecs:us-west-2:123456789012:task-definition/detector:7",
    FLEET_SIZE: "10",
    WORKERS_PER_INSTANCE: "1",
    GPUS_PER_TASK: "1",
    WAITING_VIDEOS_PER_INSTANCE: "1",
    KEEP_WARM_SECONDS: "120",
    TIMEOUT_SECONDS: "7200",
  });
});

test("where ECS Exec may enter workers, one variable more says so", () => {
  const open = { ...configuration, exec: true } as const;
  expect(environmentOf(open)).toEqual({ ...environmentOf(configuration), EXEC: "true" });
  expect(configurationOf(environmentOf(open))).toEqual(open);
  expect(configurationOf({ ...environmentOf(configuration), EXEC: "no" })).toEqual(configuration);
});

test("all that is missing or no number is named at once", () => {
  const environment = { ...environmentOf(configuration), ALARM: undefined, CLUSTER: "", FLEET_SIZE: "ten" };
  expect(() => configurationOf(environment)).toThrow(
    'The function\'s environment is not what the stack sets: CLUSTER is not set; ALARM is not set; FLEET_SIZE is "ten", which is not a number',
  );
});
