import { actionsOf } from "../../operate/permissions";
import { describeEmulated } from "../needs";
import { HandMadeService, makeService } from "./hand-made-service";
import { refusedBy } from "./refused";
import { setStage } from "./stage";

describeEmulated("./model status of a served model", () => {
  const stage = setStage(makeService, ["Recommender", "Segmenter"]);
  let service: HandMadeService;
  beforeEach(() => (service = new HandMadeService(stage.account, stage.between)));

  /** The screen without times and names, which differ from run to run. */
  async function screen(): Promise<string[]> {
    const { status, stdout, stderr } = await stage.model("status", "Recommender");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout
      .replace(/ {2}\d{4}-\d\d-\d\d \d\d:\d\d UTC/, "")
      .replace(/Recommender-lb-\d+/g, "Recommender-lb-1")
      .replace(/\b\d+ (s|min)\b/g, "0 s")
      .trimEnd()
      .split("\n");
  }

  const headline = async () => (await screen()).slice(2).join("\n").split("\n\n")[0]?.split("\n");
  const url = "http://Recommender-lb-1.us-west-2.elb.amazonaws.com";

  test("just deployed: nothing has come up yet", async () => {
    expect(await screen()).toEqual([
      "Recommender in us-west-2",
      "",
      "Nothing answers yet: 2 tasks start, which takes Fargate about a minute.",
      "",
      `url        ${url}`,
      "tasks      0 running · 2 pending · 2 wanted · from 2 to 6",
      "targets    0 healthy",
      "deployment recommender:1  under way for 0 s · 0 of 2 tasks",
      "alarms     none of 0 fires",
      "money      $0.03 an hour for the load balancer and no tasks",
    ]);
  });

  test("tasks that answer", async () => {
    await service.register("10.0.0.4", "10.0.16.4");
    expect(await headline()).toEqual([`2 tasks answer at ${url}`]);
  });

  test("a deployment that ECS has taken back", async () => {
    service.says({
      running: 2,
      deployments: [service.deployment(1, 7200)],
      events: [
        [60, "rolling back to deployment ecs-svc/1."],
        [61, "(deployment ecs-svc/2) deployment failed: tasks failed to start."],
      ],
    });
    service.stopped(90, {
      stopCode: "TaskFailedToStart",
      stoppedReason: "CannotPullContainerError: failed to resolve ref recommender:1.1.0: not found",
    });
    service.targets(["10.0.0.4", "healthy"], ["10.0.16.4", "healthy"]);
    expect((await headline())?.map((line) => line.replace(/\d+ (s|min) ago/, "a while ago"))).toEqual([
      "The last deployment was taken back a while ago: the image 123456789012.dkr.ecr.us-west-2.amazonaws.com/recommender:1.0.0 does not exist. 2 tasks answer, of recommender:1.",
      "  Push it, or correct ContainerImage and deploy. What AWS knows of it:",
      "  ./model check Recommender",
      "  The next plan shows the change again. Put it right, then:",
      "  ./model deploy Recommender",
    ]);
  });

  test("tasks that are not healthy, and the alarm that rings", async () => {
    await service.alarm("no-healthy-task", "No task of Recommender has been healthy.", "ALARM");
    service.says({ running: 2, deployments: [service.deployment(1, 7200)], events: [] });
    service.targets(
      ["10.0.0.4", "unhealthy", "Target.ResponseCodeMismatch", "Health checks failed with these codes: [404]"],
      ["10.0.16.4", "unhealthy", "Target.Timeout", "Request timed out"],
    );
    const lines = await screen();
    expect(lines).toContain(
      "2 tasks are not healthy: 10.0.0.4:80 answers /health with 404 instead of 200 to 299. Every request is answered 503.",
    );
    expect(lines).toContain("targets    0 healthy · 2 unhealthy");
    expect(lines).toContain("           10.0.16.4:80  us-west-2a  unhealthy: does not answer /health within 5 seconds");
    expect(lines).toContain("alarms     Recommender-no-healthy-task for 0 s: No task of Recommender has been healthy.");
  });

  test("not deployed, or only half of it", async () => {
    stage.between.refuse("elasticloadbalancing:DescribeLoadBalancers", "LoadBalancerNotFound");
    expect((await stage.model("status", "Recommender")).stderr).toMatch(
      /^error: Recommender is only half there in us-west-2: it has no load balancer\.\nA deploy makes what is missing:/,
    );
    stage.leaveAccount();
    const { status, stdout, stderr } = await stage.model("status", "Recommender");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^error: Recommender is not deployed in us-west-2\.\nDeploy it: \.\/model deploy/);
  });

  test("without a permission, the rest is shown, and what is lacking", async () => {
    stage.between.refuse("elasticloadbalancing:DescribeTargetHealth");
    const lines = await screen();
    expect(lines).toContain("Too little of it may be looked at to say how it is.");
    expect(lines).toContain("tasks      0 running · 2 pending · 2 wanted · from 2 to 6");
    expect(lines.at(-1)).toBe("not seen   your credentials lack elasticloadbalancing:DescribeTargetHealth");
  });

  test("as JSON", async () => {
    const { stdout } = await stage.model("status", "Recommender", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      situation: "starting",
      stackName: "Recommender",
      service: { desired: 2, running: 0, deployments: [{ rollout: "IN_PROGRESS", taskDefinition: "recommender:1" }] },
      balancer: { targets: [] },
      moneyPerHour: { unpriced: [] },
    });
  });

  test("on GPUs it also looks at the fleet", async () => {
    await stage.model("status", "Segmenter");
    expect(stage.between.actions()).toContain("autoscaling:DescribeScalingActivities");
  });

  test("the permissions that it asks for are those that all of this needed, and its policy allows it", () => {
    // Without an instance nothing is asked of instances.
    const ofInstances = ["ec2:DescribeInstances", "ecs:DescribeContainerInstances"];
    const asked = actionsOf("status", "served").filter((action) => !ofInstances.includes(action));
    expect(stage.between.actions()).toEqual(asked);
    const ofRecommender = stage.between.calls.filter(
      (call) => !`${call.cluster} ${call.resource}`.includes("Segmenter"),
    );
    expect(refusedBy(["status"], ofRecommender)).toEqual([]);
  });
});
