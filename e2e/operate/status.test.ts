import { RequestServiceQuotaIncreaseCommand, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { actionsOf } from "../../operate/permissions";
import { reach } from "../account";
import { describeEmulated } from "../needs";
import { HandMade } from "./hand-made";
import { shortage } from "./shortage";
import { refusedBy } from "./refused";
import { setStage } from "./stage";

describeEmulated("./model status", () => {
  const stage = setStage((account) => new HandMade(account).make());
  let stack: HandMade;
  beforeEach(() => (stack = new HandMade(stage.account)));

  /** The screen without times and ids, which differ from run to run. */
  async function screen(): Promise<string[]> {
    const { status, stdout, stderr } = await stage.model("status", "Megadetector");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout
      .replace(/ {2}\d{4}-\d\d-\d\d \d\d:\d\d UTC/, "")
      .replace(/i-[0-9a-f]{17}/g, "i-0")
      .replace(/us-west-2[abc]/g, "us-west-2a")
      .replace(/\b\d+ s\b/g, "0 s")
      .replace(/prices of [\d-]+/g, "prices of 2026")
      .trimEnd()
      .split("\n");
  }

  const headline = async () => (await screen()).slice(2).join("\n").split("\n\n")[0]?.split("\n");
  const row = async (label: string) => (await screen()).find((line) => line.startsWith(label))?.slice(11);

  test("empty", async () => {
    expect(await screen()).toEqual([
      "Megadetector in us-west-2",
      "",
      "No video waits and no instance runs.",
      "",
      "queue      0 waiting · 0 in work · no results · no dead letters",
      "workers    0 running",
      "instances  0 running · 0 wanted · at most 2",
      "alarms     none of 0 fires",
      "money      $0.00 an hour for instances",
    ]);
  });

  test("waiting: before the reconciler's next look, with instances ordered, with a worker that starts", async () => {
    await stack.submit("dive/a.mp4", "dive/b.mp4");
    expect(await headline()).toEqual(["2 videos wait: no instance is ordered yet; the reconciler looks every minute."]);

    await stack.order(1);
    expect(await headline()).toEqual(["2 videos wait: 1 instance boots, which takes about two minutes."]);
    await stack.agents.register();
    expect(await headline()).toEqual(["2 videos wait: an instance is ready and gets its worker within a minute."]);
    await stack.placeWorker();
    expect(await headline()).toEqual(["2 videos wait: 1 worker starts; pulling the image takes a minute or more."]);
  });

  test("running", async () => {
    await stack.submit("dive/a.mp4", "dive/b.mp4", "dive/c.mp4");
    await stack.order(2);
    await stack.agents.register();
    await stack.agents.started(await stack.placeWorker());
    await stack.take();
    await stack.oldest(1380);
    expect(await screen()).toEqual([
      "Megadetector in us-west-2",
      "",
      "1 worker works, 2 videos wait; the fleet has its full size.",
      "",
      "queue      2 waiting · 1 in work · the oldest for 23 min · no results · no dead letters",
      "workers    1 running",
      "instances  2 running · 2 wanted · at most 2",
      expect.stringMatching(
        /^ {11}i-0 {2}g4dn\.xlarge {2}us-west-2a {2}InService {2}ACTIVE {2}for 0 s {2}(1 worker|no workers)$/,
      ),
      expect.stringMatching(
        /^ {11}i-0 {2}g4dn\.xlarge {2}us-west-2a {2}InService {2}ACTIVE {2}for 0 s {2}(1 worker|no workers)$/,
      ),
      "scaling    0 s ago  launched i-0",
      "           0 s ago  launched i-0",
      "alarms     none of 0 fires",
      "money      $1.08 an hour for 2 instances (prices of 2026)",
    ]);
  });

  test("stuck on quota", async () => {
    await new ServiceQuotasClient(reach(stage.account)).send(
      new RequestServiceQuotaIncreaseCommand({ ServiceCode: "ec2", QuotaCode: "L-DB2E81BA", DesiredValue: 0 }),
    );
    await stack.submit("dive/a.mp4");
    await stack.order(1);
    expect(await headline()).toEqual([
      "1 video waits, but no instance can start: the account's quota for GPU vCPUs is used up.",
      "  Ask AWS for a larger quota; this prints the command:",
      "  ./model check Megadetector",
    ]);
    expect(await row("scaling")).toBe("0 s ago  launch failed: the account's quota for GPU vCPUs is used up");
    expect(await row("instances")).toBe("0 running · 1 wanted · at most 2");
  });

  test("stuck on capacity", async () => {
    await stack.submit("dive/a.mp4");
    stage.between.answer("autoscaling:DescribeScalingActivities", shortage(new Date(), 3));
    expect(await headline()).toEqual([
      "1 video waits, but no instance can start: AWS has no such instances free at the moment.",
      expect.stringMatching(/^ {2}The group tries again by itself, in every zone\./),
    ]);
    const scaling = (await screen()).filter((line) => line.includes("launch failed"));
    expect(scaling).toHaveLength(1);
    await stack.suspend("Launch");
    expect(await headline()).toEqual([
      "1 video waits, but no instance can start: the group's launches are suspended, as AWS may do when none has succeeded for more than 24 hours.",
      "  Nothing resumes them by itself. What may have been in the way:",
      "  ./model check Megadetector",
      "  When that is put right, a deploy resumes them, as does:",
      "  aws autoscaling resume-processes --auto-scaling-group-name Megadetector-fleet --scaling-processes Launch --region us-west-2",
    ]);
  });

  test("image missing", async () => {
    await stack.submit("dive/a.mp4");
    await stack.order(1);
    await stack.agents.register();
    const reason = `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref: not found`;
    await stack.agents.failedToStart(await stack.placeWorker(), reason);
    expect(await headline()).toEqual([
      expect.stringMatching(
        /^1 video waits, but workers fail: the image .*strongsort-yolov5:1\.10\.0 does not exist\.$/,
      ),
      "  Push it, or correct ContainerImage and deploy. What AWS knows of it:",
      "  ./model check Megadetector",
    ]);
  });

  test("a worker that crashes", async () => {
    await stack.submit("dive/a.mp4");
    await stack.order(1);
    await stack.agents.register();
    const task = await stack.placeWorker();
    await stack.agents.started(task);
    await stack.agents.ended(task, "Megadetector", 1);
    expect(await headline()).toEqual([
      "1 video waits, but workers fail: the container ended with 1.",
      "  Its last lines:",
      `  ./model logs Megadetector --task ${task?.split("/").at(-1)}`,
    ]);
  });

  test("alarms firing", async () => {
    await stack.alarm("dead-letters", "Videos failed for good.");
    await stack.alarm("reconciler", "The reconciler fails.");
    expect(await row("alarms")).toBe("none of 2 fires");
    await stack.setAlarm("dead-letters", "ALARM");
    expect(await row("alarms")).toBe("Megadetector-dead-letters for 0 s: Videos failed for good.");
  });

  test("stopped by failures, when the alarm may not order instances any more", async () => {
    await stack.alarm("waiting", "Videos wait: more instances.", {
      AlarmActions: ["arn:aws:autoscaling:us-west-2:123456789012:scalingPolicy:1"],
      ActionsEnabled: false,
    });
    await stack.submit("dive/a.mp4");
    expect(await headline()).toEqual([
      "Stopped: no worker could start or take a video. One trial an hour is made; 1 video waits.",
      "  Why, in the reconciler's words, and what may be in the way:",
      "  ./model logs Megadetector --reconciler --since 1d",
      "  ./model check Megadetector",
      "  A worker that succeeds starts it again; so does a deploy:",
      "  ./model deploy Megadetector",
    ]);
  });

  test("paused", async () => {
    await stack.submit("dive/a.mp4");
    await stack.pause("paused");
    expect(await headline()).toEqual(["Paused: nothing runs; 1 video waits.", "  ./model resume Megadetector"]);
  });

  test("not deployed, or only half of it", async () => {
    stage.between.refuse("sqs:GetQueueUrl", "QueueDoesNotExist");
    expect((await stage.model("status", "Megadetector")).stderr).toMatch(
      /^error: Megadetector is only half there in us-west-2: it has no queues\.\nA deploy makes what is missing:/,
    );
    stage.leaveAccount();
    const { status, stdout, stderr } = await stage.model("status", "Megadetector");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^error: Megadetector is not deployed in us-west-2\.\nDeploy it: \.\/model deploy/);
  });

  test("unreachable", async () => {
    const { status, stderr } = await stage.apart(["status", "Megadetector"], {
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
    });
    expect(status).toBe(3);
    expect(stderr).toMatch(/^error: AWS cannot be reached: connect ECONNREFUSED/);
  });

  test("without a permission, the rest is shown, and what is lacking", async () => {
    await stack.submit("dive/a.mp4");
    stage.between.refuse("autoscaling:DescribeScalingActivities");
    stage.between.refuse("cloudwatch:DescribeAlarms");
    stage.between.refuse("cloudwatch:GetMetricStatistics");
    const lines = await screen();
    expect(lines).toContain("1 video waits: no instance is ordered yet; the reconciler looks every minute.");
    expect(lines.slice(-3)).toEqual([
      "not seen   your credentials lack autoscaling:DescribeScalingActivities",
      "           your credentials lack cloudwatch:DescribeAlarms",
      "           your credentials lack cloudwatch:GetMetricStatistics",
    ]);
    await stack.order(1);
    stage.between.refuse("ec2:DescribeInstances");
    expect(await headline()).toEqual([
      "1 video waits: 1 instance is launched and not in ECS yet, since when cannot be seen.",
    ]);
    expect((await screen()).slice(-1)).toEqual(["           your credentials lack ec2:DescribeInstances"]);
    stage.between.refuse("sqs:GetQueueAttributes");
    expect(await headline()).toEqual(["Too little of it may be looked at to say how it is."]);
  });

  test("as JSON", async () => {
    await stack.submit("dive/a.mp4");
    const { stdout } = await stage.model("status", "Megadetector", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      situation: "starting",
      says: "1 video waits: no instance is ordered yet; the reconciler looks every minute.",
      stackName: "Megadetector",
      queues: { waiting: 1, inFlight: 0, delayed: 0, results: 0, deadLetters: 0 },
      group: { desiredCapacity: 0, maxSize: 2, instances: [] },
      paused: false,
      moneyPerHour: { low: 0, high: 0 },
    });
  });

  test("the permissions that it asks for are those that all of this needed, and its policy allows it", () => {
    expect(stage.between.actions()).toEqual(actionsOf("status", "queue"));
    expect(refusedBy(["status"], stage.between.calls)).toEqual([]);
  });
});
