import { explain } from "../../../operate/served/explain";
import { screen } from "../../../operate/served/screen";
import { targetReason } from "../../../operate/served/target-reason";
import { taskFailure } from "../../../operate/served/task-failure";
import { sampleGpus, sampleServed } from "../../constructs/sample";
import { activity } from "../facts";
import {
  completed,
  crashed,
  endedTask,
  factsOf,
  failed,
  now,
  replaced,
  sick,
  takenBack,
  target,
  underWay,
  unpulled,
} from "./facts";

const spec = sampleServed();
const onGpus = sampleServed({ compute: sampleGpus });
const image = spec.containerImage;
const sickTarget = target(
  0,
  "unhealthy",
  "Target.ResponseCodeMismatch",
  "Health checks failed with these codes: [404]",
);
const refused = activity("Failed", "VcpuLimitExceeded - You have requested more vCPU capacity");

describe("how a service is, in one or two sentences", () => {
  test.each<[string, Parameters<typeof factsOf>[0], string, string]>([
    ["well", {}, "answers", "2 tasks answer at http://sample-lb-1.us-west-2.elb.amazonaws.com"],
    [
      "just deployed",
      { running: 0, deployments: [underWay({ running: 0 })] },
      "starting",
      "Nothing answers yet: 2 tasks start, which takes Fargate about a minute.",
    ],
    [
      "loading its model",
      { targets: [target(0, "initial", "Elb.InitialHealthChecking")] },
      "starting",
      "Nothing answers yet: 2 tasks start, and must pass two health checks of /health in a row first.",
    ],
    [
      "growing",
      { desired: 3, running: 2 },
      "starting",
      "2 tasks answer: 1 task starts, which takes Fargate about a minute.",
    ],
    [
      "a deployment",
      { running: 3, targets: [target(0, "healthy"), target(1, "healthy")], deployments: [underWay(), replaced] },
      "deploying",
      "A deployment is under way for 4 min: 1 of 2 new tasks runs; 2 tasks answer meanwhile.",
    ],
    [
      "a deployment whose tasks fail, the old ones go on",
      { desired: 3, running: 2, deployments: [underWay({ running: 0, failed: 2 }), replaced], tasks: [crashed] },
      "tasks fail",
      "Tasks fail: the container ended with 1. ECS tries again, and gives up after a few. 2 tasks answer.",
    ],
    [
      "taken back",
      { deployments: [completed], events: takenBack, tasks: [unpulled] },
      "rolled back",
      `The last deployment was taken back 10 min ago: the image ${image} does not exist. 2 tasks answer, of recommender:1.`,
    ],
    [
      "taken back so long ago that ECS has forgotten the tasks",
      { events: takenBack },
      "rolled back",
      "The last deployment was taken back 10 min ago: tasks failed to start. 2 tasks answer, of recommender:1.",
    ],
    [
      "taken back, and deployed anew since",
      { deployments: [underWay({ id: "ecs-svc/3", rollout: "COMPLETED" })], events: takenBack },
      "answers",
      "2 tasks answer at http://sample-lb-1.us-west-2.elb.amazonaws.com",
    ],
    [
      "the first deployment failed",
      { running: 0, deployments: [failed], tasks: [unpulled] },
      "deployment failed",
      `The deployment failed, there is no earlier one to go back to, and ECS starts no more tasks: the image ${image} does not exist.`,
    ],
    [
      "none healthy",
      { targets: [sickTarget, target(1, "unhealthy", "Target.Timeout")] },
      "not healthy",
      "2 tasks are not healthy: 10.0.0.4:8080 answers /health with 404 instead of 200 to 299. Every request is answered 503.",
    ],
    [
      "one of two healthy",
      { targets: [sickTarget, target(1, "healthy")] },
      "not healthy",
      "1 task is not healthy: 10.0.0.4:8080 answers /health with 404 instead of 200 to 299. 1 task answers.",
    ],
    [
      "replaced again and again for its health",
      { desired: 1, running: 0, deployments: [underWay({ running: 0, failed: 1 })], tasks: [sick] },
      "tasks fail",
      "Tasks fail: it did not pass the load balancer's health checks. ECS tries again, and gives up after a few. Every request is answered 503.",
    ],
    ["set to none by hand", { desired: 0 }, "stopped", "Nothing answers: somebody has set the service to no tasks."],
    [
      "an old failure of a service that is well",
      { tasks: [crashed] },
      "answers",
      "2 tasks answer at http://sample-lb-1.us-west-2.elb.amazonaws.com",
    ],
  ])("%s", (_, scene, situation, says) => {
    expect(explain(factsOf(scene), spec)).toMatchObject({ situation, says });
  });

  test("on GPUs: an instance that cannot start, one that boots, and none yet", () => {
    const says = (scene: Parameters<typeof factsOf>[0]) => explain(factsOf({ running: 0, ...scene }), onGpus);
    expect(says({ activities: [refused], booting: [] })).toMatchObject({
      situation: "no quota",
      says: "2 tasks wait for an instance, and none can start: the account's quota for GPU vCPUs is used up. Every request is answered 503.",
      advice: expect.stringContaining("./model check Sample") as string,
    });
    const suspended = factsOf({ running: 0, activities: [refused], booting: [] });
    const group = suspended.group && { ...suspended.group, launchSuspended: true as const };
    expect(explain({ ...suspended, ...(group && { group }) }, onGpus)).toMatchObject({
      situation: "no launch",
      says: expect.stringContaining("and none can start: the group's launches are suspended") as string,
      advice: expect.stringContaining("--auto-scaling-group-name Sample-fleet --scaling-processes Launch") as string,
    });
    expect(says({ booting: [60] }).says).toBe(
      "Nothing answers yet: 2 tasks start; 1 instance boots, which takes about five minutes.",
    );
    expect(says({ booting: [] }).says).toBe(
      "Nothing answers yet: 2 tasks start; ECS orders an instance where none has a GPU free.",
    );
    expect(says({ running: 2, activities: [refused], booting: [] }).situation).toBe("answers");
  });

  test("what may not be looked at is not guessed", () => {
    expect(explain({ ...factsOf({}), service: undefined }, spec).situation).toBe("unseen");
    expect(explain({ ...factsOf({}), balancer: undefined }, spec).situation).toBe("unseen");
  });
});

describe("what to do", () => {
  const advice = (scene: Parameters<typeof factsOf>[0]) => explain(factsOf(scene), spec).advice;

  test("after a rollback: what was wrong, then a deploy", () => {
    expect(advice({ events: takenBack, tasks: [unpulled] })).toBe(
      [
        "Push it, or correct ContainerImage and deploy. What AWS knows of it:",
        "./model check Sample",
        "The next plan shows the change again. Put it right, then:",
        "./model deploy Sample",
      ].join("\n"),
    );
  });

  test("after a first deployment that failed: how it is tried again without a change", () => {
    expect(advice({ running: 0, deployments: [failed], tasks: [unpulled] })).toMatch(
      /\naws ecs update-service --cluster Sample --service Sample --force-new-deployment --region us-west-2$/,
    );
  });

  test("of a crash: its last lines", () => {
    expect(advice({ running: 0, deployments: [underWay({ failed: 1 })], tasks: [crashed] })).toBe(
      "Its last lines:\naws logs tail /ecs/Sample --region us-west-2 --since 1h --log-stream-names task/Sample/t",
    );
  });

  test("nothing, where all is well or under way", () => {
    expect([advice({}), advice({ desired: 3, running: 2 })]).toEqual([undefined, undefined]);
  });
});

describe("why a target is not healthy", () => {
  test.each([
    ["initial", "Elb.InitialHealthChecking", "has not passed two health checks yet"],
    ["draining", "Target.DeregistrationInProgress", "leaves, and finishes its requests"],
    ["unhealthy", "Target.Timeout", "does not answer /health within 5 seconds"],
    ["unhealthy", "Target.FailedHealthChecks", "refuses the connection, or answers /health with what is no HTTP"],
    ["unhealthy", "Target.ResponseCodeMismatch", "answers /health with another status than 200 to 299"],
    ["unused", "Target.NotInUse", "is in a zone in which the load balancer has no subnet"],
    ["unused", "Target.InvalidState", "is on an instance that has stopped"],
    ["unavailable", "Elb.InternalError", "cannot be checked: Elastic Load Balancing has a fault of its own"],
    ["unavailable", "Something.New", "Something.New"],
  ])("%s, %s", (state, reason, words) => {
    expect(targetReason(target(0, state, reason), spec.serve)?.words).toBe(words);
  });

  test("a healthy one needs no reason", () => {
    expect(targetReason(target(0, "healthy"), spec.serve)).toBeUndefined();
  });
});

describe("why a task failed", () => {
  test.each([
    [{ stopCode: "TaskFailedToStart", reason: "CannotPullContainerError: 403 Forbidden" }, "image", "cannot be pulled"],
    [{ stopCode: "TaskFailedToStart", reason: "CannotPullContainerError: no space left on device" }, "image", "disk"],
    [{ stopCode: "EssentialContainerExited", exitCode: 137 }, "memory", "memory was full"],
    [{ stopCode: "EssentialContainerExited", exitCode: 0 }, "crash", "ended with 0"],
    [{ stopCode: "TaskFailedToStart", reason: "ResourceInitializationError: logs" }, "other", "ResourceInitialization"],
  ])("%j", (task, cause, words) => {
    expect(taskFailure(endedTask(task), spec)).toMatchObject({
      cause,
      words: expect.stringContaining(words) as string,
    });
  });

  test.each([
    { stopCode: "ServiceSchedulerInitiated", exitCode: 143, reason: "Scaling activity initiated by deployment" },
    { stopCode: "UserInitiated", exitCode: 143 },
    { lastStatus: "RUNNING" },
  ])("%j is no failure", (task) => {
    expect(taskFailure(endedTask(task), spec)).toBeUndefined();
  });

  test("each kind of compute has its own key for more room", () => {
    const full = endedTask({ stopCode: "EssentialContainerExited", exitCode: 137 });
    expect(taskFailure(full, spec)?.advice).toContain("Serve's MemoryMiB");
    expect(taskFailure(full, onGpus)?.advice).toContain("MemoryReservationMiB");
  });
});

test("the screen names each target that is not asked, and an event that repeats itself once", () => {
  const facts = factsOf({
    targets: [sickTarget, target(1, "healthy"), target(2, "draining", "Target.DeregistrationInProgress")],
    events: [60, 90, 120].map((age) => ({ at: now - age, message: "has started 1 tasks: (task t)." })),
  });
  expect(screen(facts, spec).map(({ label, text }) => `${label.padEnd(10)} ${text}`)).toEqual([
    "url        http://sample-lb-1.us-west-2.elb.amazonaws.com",
    "tasks      2 running · 0 pending · 2 wanted · from 2 to 6",
    "targets    1 healthy · 1 unhealthy · 1 draining",
    "           10.0.0.4:8080  us-west-2a  unhealthy: answers /health with 404 instead of 200 to 299",
    "           10.0.0.6:8080  us-west-2a  draining: leaves, and finishes its requests",
    "deployment recommender:1  completed 1 h 57 min ago",
    "events     60 s ago  has started 1 tasks: (task t).",
    "alarms     none of 0 fires",
    "money      $0.07 an hour for the load balancer and 2 tasks",
  ]);
});
