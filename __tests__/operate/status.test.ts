import { explain } from "../../operate/status/explain";
import { launchFailure } from "../../operate/status/launch-failure";
import { moneyPerHour } from "../../operate/status/money";
import { screen } from "../../operate/status/screen";
import { workerFailure } from "../../operate/status/worker-failure";
import { sampleSpec } from "../constructs/sample";
import { activity, endedTask, factsOf, finishingTask, now, pendingTask, runningTask, scalingAlarm } from "./facts";

const spec = sampleSpec();
const says = (scene: Parameters<typeof factsOf>[0]) => {
  const { situation, says } = explain(factsOf(scene), spec);
  return [situation, says];
};
const crashed = endedTask({ stopCode: "EssentialContainerExited", exitCode: 1 });
const unpulled = endedTask({ stopCode: "TaskFailedToStart", reason: "CannotPullContainerError: i/o timeout" });
const idleAlarm = { ...scalingAlarm(true), name: "Sample-idle-instances", scales: false };
const refused = activity("Failed", "VcpuLimitExceeded - You have requested more vCPU capacity");

describe("what a stack does, in one sentence", () => {
  test.each<[string, Parameters<typeof factsOf>[0], string, string]>([
    ["idle", {}, "idle", "No video waits and no instance runs."],
    [
      "just submitted",
      { waiting: 2 },
      "starting",
      "2 videos wait: no instance is ordered yet; the reconciler looks every minute.",
    ],
    ["ordered", { waiting: 2, desired: 2 }, "starting", "2 videos wait: 2 instances are ordered."],
    [
      "booting",
      { waiting: 2, instances: [{ age: 50, registered: false }] },
      "starting",
      "2 videos wait: 1 instance boots, which takes about two minutes.",
    ],
    [
      "registered",
      { waiting: 1, instances: [{ age: 90 }] },
      "starting",
      "1 video waits: an instance is ready and gets its worker within a minute.",
    ],
    [
      "pulling",
      { waiting: 1, instances: [{ age: 90 }], tasks: [pendingTask] },
      "starting",
      "1 video waits: 1 worker starts; pulling the image takes a minute or more.",
    ],
    [
      "running",
      { inFlight: 1, instances: [{ age: 900 }], tasks: [runningTask] },
      "running",
      "1 worker works, no videos wait.",
    ],
    [
      "running, at its full size",
      { waiting: 4, inFlight: 1, max: 1, instances: [{ age: 900 }], tasks: [runningTask] },
      "running",
      "1 worker works, 4 videos wait; the fleet has its full size.",
    ],
    [
      "leaving",
      { instances: [{ age: 900 }] },
      "leaving",
      "No video waits; 1 instance leaves after 2 min without work.",
    ],
    [
      "not leaving, as the alarm knows",
      { instances: [{ age: 9000 }], alarms: [idleAlarm] },
      "stuck",
      "No video waits, but 1 instance stays although it is time to leave: the reconciler does not act.",
    ],
    [
      "at work while that alarm still rings",
      { inFlight: 1, instances: [{ age: 9000 }], tasks: [runningTask], alarms: [idleAlarm] },
      "running",
      "1 worker works, no videos wait.",
    ],
    [
      "taken and abandoned",
      { inFlight: 2 },
      "stuck",
      "2 videos are taken, but no worker runs: the one that had them ended early. SQS gives them out again at the latest 2 h after that.",
    ],
    [
      "no reaction",
      { waiting: 1, oldestSeconds: 1800 },
      "stuck",
      "1 video waits, the oldest for 30 min, and no instance is ordered: the reconciler does not act.",
    ],
    [
      "never registered",
      { waiting: 1, instances: [{ age: 601, registered: false }] },
      "stuck",
      "1 video waits, but i-0 did not come up in ECS within 10 min. The reconciler ends it.",
    ],
    [
      "shut down",
      { waiting: 1, max: 0 },
      "shut down",
      "1 video waits, but somebody shut the fleet down (deepsea-ai ecsshutdown): its maximum is no instances.",
    ],
    [
      "no quota",
      { waiting: 1, desired: 1, activities: [refused] },
      "no quota",
      "1 video waits, but no instance can start: the account's quota for GPU vCPUs is used up.",
    ],
    [
      "a refusal that is past",
      { waiting: 1, desired: 1, activities: [activity("Successful"), refused] },
      "starting",
      "1 video waits: 1 instance is ordered.",
    ],
    [
      "an end after a refusal changes nothing",
      { waiting: 1, desired: 1, activities: [activity("Successful", "", "Terminating EC2 instance: i-1"), refused] },
      "no quota",
      "1 video waits, but no instance can start: the account's quota for GPU vCPUs is used up.",
    ],
    [
      "launches suspended",
      { waiting: 1, desired: 1, activities: [refused], launchSuspended: true },
      "no launch",
      "1 video waits, but no instance can start: the group's launches are suspended, as AWS may do when none has succeeded for more than 24 hours.",
    ],
    [
      "launches suspended, but nothing to launch for",
      { launchSuspended: true },
      "idle",
      "No video waits and no instance runs.",
    ],
    [
      "launches suspended, of a paused stack",
      { paused: true, waiting: 1, launchSuspended: true },
      "paused",
      "Paused: nothing runs; 1 video waits.",
    ],
    [
      "no image",
      { waiting: 1, instances: [{ age: 90 }], tasks: [unpulled] },
      "no image",
      `1 video waits, but workers fail: the image ${spec.containerImage} cannot be pulled.`,
    ],
    [
      "a crash",
      { waiting: 1, instances: [{ age: 90 }], tasks: [crashed] },
      "workers fail",
      "1 video waits, but workers fail: the container ended with 1.",
    ],
    [
      "a crash of one while another works",
      { waiting: 1, instances: [{ age: 90 }], tasks: [crashed, runningTask] },
      "running",
      "1 worker works, 1 video waits.",
    ],
    [
      "stopped by failures",
      { waiting: 3, tasks: [crashed], alarms: [scalingAlarm(false)] },
      "stopped by failures",
      "Stopped: workers failed one after the other (the container ended with 1). One trial an hour is made; 3 videos wait.",
    ],
    [
      "stopped by launches that brought no worker",
      { waiting: 1, alarms: [scalingAlarm(false)] },
      "stopped by failures",
      "Stopped: no worker could start or take a video. One trial an hour is made; 1 video waits.",
    ],
    [
      "stopped by workers that took nothing, after a failure that is past",
      {
        waiting: 1,
        tasks: [
          endedTask({ stoppedAt: now - 20, stopCode: "UserInitiated", exitCode: 143 }),
          endedTask({ stopCode: "EssentialContainerExited", exitCode: 0 }),
          { ...crashed, stoppedAt: now - 600 },
        ],
        alarms: [scalingAlarm(false)],
      },
      "stopped by failures",
      "Stopped: no worker could start or take a video. One trial an hour is made; 1 video waits.",
    ],
    [
      "paused, with work",
      { paused: true, waiting: 5, tasks: [finishingTask, runningTask], alarms: [scalingAlarm(true)] },
      "paused",
      "Paused: 2 workers finish what is begun; 5 videos wait.",
    ],
    ["paused, quiet", { paused: true, waiting: 1 }, "paused", "Paused: nothing runs; 1 video waits."],
  ])("%s", (_, scene, situation, sentence) => {
    expect(says(scene)).toEqual([situation, sentence]);
  });

  test("an instance whose launch cannot be seen is not said to boot, for it may never come up", () => {
    const facts = factsOf({ waiting: 1, instances: [{ age: 9000, registered: false }] });
    const group = facts.group && {
      ...facts.group,
      instances: facts.group.instances.map((one) => ({ ...one, launchedAt: undefined })),
    };
    expect(explain({ ...facts, ...(group && { group }) }, spec).says).toBe(
      "1 video waits: 1 instance is launched and not in ECS yet, since when cannot be seen.",
    );
  });

  test("what is in the way of further instances is advice beside running work", () => {
    const scene = { waiting: 3, instances: [{ age: 900 }], tasks: [runningTask], activities: [refused] };
    expect(explain(factsOf(scene), spec)).toMatchObject({
      situation: "running",
      advice: expect.stringMatching(
        /^No further instance can start: the account's quota.*\n.*\n\.\/model check Sample$/,
      ) as string,
    });
  });

  test("what opened the circuit without a failed task is for the reconciler and a check to say", () => {
    expect(explain(factsOf({ waiting: 1, alarms: [scalingAlarm(false)] }), spec).advice)
      .toBe(`Why, in the reconciler's words, and what may be in the way:
./model logs Sample --reconciler --since 1d
./model check Sample
A worker that succeeds starts it again; so does a deploy:
./model deploy Sample`);
  });

  test("suspended launches come with the command that resumes them, and no word of trying again", () => {
    const advice = `Nothing resumes them by itself. What may have been in the way:
./model check Sample
When that is put right, a deploy resumes them, as does:
aws autoscaling resume-processes --auto-scaling-group-name Sample-fleet --scaling-processes Launch --region us-west-2`;
    const noCapacity = activity("Failed", "InsufficientInstanceCapacity");
    const scene = { waiting: 3, launchSuspended: true, activities: [noCapacity] } as const;
    expect(explain(factsOf(scene), spec).advice).toBe(advice);
    const beside = factsOf({ ...scene, instances: [{ age: 900 }], tasks: [runningTask] });
    expect(explain(beside, spec).advice).toBe(
      `No further instance can start: the group's launches are suspended, as AWS may do when none has succeeded for more than 24 hours.\n${advice}`,
    );
  });

  test("instances that end are not there any more", () => {
    const facts = factsOf({ instances: [{ age: 900 }] });
    const group = facts.group && {
      ...facts.group,
      instances: facts.group.instances.map((one) => ({ ...one, lifecycleState: "Terminating:Wait" })),
    };
    expect(explain({ ...facts, ...(group && { group }) }, spec).situation).toBe("idle");
  });

  test("what may not be looked at is not guessed", () => {
    expect(explain({ ...factsOf({}), queues: undefined }, spec).situation).toBe("unseen");
  });
});

describe("why a launch failed", () => {
  test.each([
    ["Max spot instance count exceeded. Launching EC2 instance failed.", "quota"],
    [
      "You have requested more instances (1) than your current instance limit of 0 allows for the specified type.",
      "quota",
    ],
    ["We currently do not have sufficient p3.8xlarge capacity in the Availability Zone you requested.", "capacity"],
    [
      "Could not launch Spot Instances. UnfulfillableCapacity - Unable to fulfill capacity due to your request.",
      "capacity",
    ],
    ["Could not launch Spot Instances. SpotMaxPriceTooLow - Your Spot request price is lower", "capacity"],
    ["The key pair 'lab' does not exist. Launching EC2 instance failed.", "other"],
    [
      "Your requested instance type (p3.8xlarge) is not supported in your requested Availability Zone (us-east-2c).",
      "other",
    ],
  ])("%s", (message, cause) => {
    const failure = launchFailure(message);
    expect(failure.cause).toBe(cause);
    expect(failure.words).not.toContain("Launching");
    expect(failure.advice(spec)).not.toBe("");
  });

  test("what is not known is said as AWS says it", () => {
    expect(launchFailure("Something new. Launching EC2 instance failed.").words).toBe("Something new.");
    expect(launchFailure("").words).toBe("AWS gives no reason");
  });
});

describe("why a worker failed", () => {
  const failure = (different: Parameters<typeof endedTask>[0]) => workerFailure(endedTask(different), spec);
  test.each([
    [
      { stopCode: "TaskFailedToStart", reason: "CannotPullContainerError: manifest unknown" },
      "image",
      "does not exist",
    ],
    [{ stopCode: "TaskFailedToStart", reason: "CannotPullContainerError: 403 Forbidden" }, "image", "cannot be pulled"],
    [
      { stopCode: "TaskFailedToStart", reason: "CannotPullContainerError: write /x: no space left on device" },
      "image",
      "does not fit",
    ],
    [{ stopCode: "EssentialContainerExited", exitCode: 137 }, "memory", "memory was full"],
    [{ stopCode: "EssentialContainerExited", exitCode: 139 }, "crash", "ended with 139"],
    [
      { stopCode: "TaskFailedToStart", reason: "ResourceInitializationError: logs" },
      "other",
      "ResourceInitializationError",
    ],
  ])("%j", (task, cause, words) => {
    expect(failure(task)).toMatchObject({ cause, words: expect.stringContaining(words) as string });
  });

  test.each([
    { stopCode: "EssentialContainerExited", exitCode: 0 },
    { stopCode: "UserInitiated", exitCode: 143 },
    { stopCode: "SpotInterruption" },
  ])("%j is no failure", (task) => {
    expect(failure(task)).toBeUndefined();
    expect(workerFailure(runningTask, spec)).toBeUndefined();
  });
});

describe("money", () => {
  const g4dn = { type: "g4dn.xlarge", spot: false };
  test("on demand: instance, root volume and address", () => {
    const { low, high, pricesOf, unpriced } = moneyPerHour([g4dn, g4dn], spec);
    expect(low).toBeCloseTo(2 * (0.526 + (100 * 0.08) / 730 + 0.005), 3);
    expect(high).toBe(low);
    expect(pricesOf).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(unpriced).toEqual([]);
  });
  test("Spot: a range below", () => {
    const { low, high } = moneyPerHour([{ ...g4dn, spot: true }], spec);
    expect(low).toBeLessThan(high);
    expect(high).toBeLessThan(0.526);
  });
  test("a type without a price is named, not guessed", () => {
    expect(moneyPerHour([{ type: "x9.huge", spot: false }], spec)).toEqual({ low: 0, high: 0, unpriced: ["x9.huge"] });
  });
});

test("a failure that the group repeats stands once on the screen", () => {
  const again = { ...refused, startedAt: now - 3600 };
  const rows = screen(factsOf({ waiting: 1, desired: 1, activities: [refused, refused, again] }), spec);
  expect(rows.filter(({ text }) => text.includes("launch failed"))).toEqual([
    { label: "scaling", text: "60 s ago  launch failed: the account's quota for GPU vCPUs is used up" },
  ]);
});
