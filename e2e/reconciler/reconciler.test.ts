import { SuspendProcessesCommand, UpdateAutoScalingGroupCommand } from "@aws-sdk/client-auto-scaling";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startEmulator, type Emulator } from "../../emulator/emulator";
import { furnish } from "../account";
import { describeDeploying } from "../needs";
import { standBetween, type Between } from "../operate/between";
import { applyPlan, plan } from "../plan";
import { makeProject, type UserProject } from "../project";
import { DeployedFunction } from "../lambda/deployed";
import type { FunctionProcess } from "../lambda/process";
import { names, Scene, stack, startReconciler } from "./scene";

const fleetSize = 10;

describeDeploying("the reconciler as deployed, with real calls", () => {
  let deployed: Emulator;
  let project: UserProject;
  let between: Between;
  let lambda: DeployedFunction;
  let reconciler: FunctionProcess;
  let account: Emulator | undefined;
  let scene: Scene;

  beforeAll(async () => {
    deployed = await startEmulator();
    await furnish(deployed);
    project = makeProject(deployed, { models: [stack] });
    const yaml = path.join(project.folder, "models", `${stack}.yaml`);
    writeFileSync(yaml, readFileSync(yaml, "utf8").replace(/^FleetSize: .*/m, `FleetSize: ${fleetSize}`));
    appendFileSync(yaml, "KeepWarmMinutes: 0\n");
    await project.cdktf("deploy", stack, "--auto-approve");
    between = await standBetween(deployed);
    lambda = await DeployedFunction.of(deployed, names.reconciler);
    reconciler = startReconciler(lambda, deployed, between);
  });
  afterAll(async () => {
    (reconciler as FunctionProcess | undefined)?.stop();
    (lambda as DeployedFunction | undefined)?.remove();
    await (between as Between | undefined)?.stop();
    (project as UserProject | undefined)?.remove();
    await (deployed as Emulator | undefined)?.stop();
  });
  beforeEach(async () => {
    account = await deployed.fork();
    scene = new Scene(account, between, reconciler);
  });
  afterEach(async () => {
    await account?.stop();
    account = undefined;
  });

  test("at rest it does nothing", async () => {
    expect(await scene.look()).toEqual([]);
  });

  test("from zero to three and back: raise, start, drain, end", async () => {
    await scene.send(3);
    expect(await scene.look()).toEqual(["setDesiredCapacity done"]);
    expect(await scene.look()).toEqual([]);
    const { desired, instances } = await scene.group();
    expect([desired, instances.length]).toEqual([3, 3]);

    await scene.agents.register();
    expect(await scene.look()).toEqual(["startWorkers done"]);
    expect(await scene.look()).toEqual([]);
    const tasks = await scene.tasks();
    expect(new Set(tasks.map(({ containerInstanceArn }) => containerInstanceArn)).size).toBe(3);

    for (const { taskArn } of tasks) await scene.agents.started(taskArn);
    const receipts = await scene.take(3);
    await scene.later(10);
    expect(await scene.look()).toEqual([]);

    await scene.finish(receipts);
    for (const task of tasks) await scene.exit(task);
    expect(await scene.look()).toEqual(["drain done", "drain done", "drain done"]);
    expect(await scene.look()).toEqual([]);
    await scene.later(1);
    expect(await scene.look()).toEqual(["end done", "end done", "end done"]);
    expect(await scene.group()).toMatchObject({ desired: 0, instances: [] });
    expect(await scene.look()).toEqual([]);
  });

  test("with all of its time it waits for what it drained, and ends it in the same run", async () => {
    const { tasks, receipts } = await scene.atWork(2);
    await scene.finish(receipts);
    for (const task of tasks) await scene.exit(task);
    expect(await scene.lookTwice()).toEqual(["drain done", "drain done", "end done", "end done"]);
    expect(await scene.group()).toMatchObject({ desired: 0, instances: [] });
  });

  test("a worker past TimeoutHours that has lost its video is asked to stop, and its instance waits for it", async () => {
    const { tasks } = await scene.atWork(1);
    await scene.later(125);
    await scene.take(1); // the visibility timeout has returned it, and somebody else works on it
    expect(await scene.look()).toEqual(["stopWorker done"]);
    expect(await scene.tasks()).toMatchObject([
      { taskArn: tasks[0]?.taskArn, desiredStatus: "STOPPED", lastStatus: "RUNNING" },
    ]);
    await scene.later(30);
    expect(await scene.look()).toEqual([]);
    expect((await scene.group()).instances).toHaveLength(1);
  });

  test("ten busy, FleetSize becomes three: seven finish their video and leave without decrement", async () => {
    const { tasks, receipts } = await scene.atWork(10);
    expect(tasks).toHaveLength(10);
    // As `terraform apply` does: a smaller maximum takes the desired capacity along.
    await scene.autoScaling.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: names.group, MaxSize: 3 }));
    await scene.send(5);
    expect(await scene.group()).toMatchObject({ desired: 3 });
    expect((await scene.group()).instances).toHaveLength(10);

    expect(await scene.look()).toEqual(Array(7).fill("stopWorker done"));
    expect(await scene.look()).toEqual([]);
    await scene.finish(receipts.slice(0, 7));
    const asked = (await scene.tasks()).filter(({ desiredStatus }) => desiredStatus === "STOPPED");
    for (const task of asked) await scene.exit(task);
    expect(await scene.look()).toEqual(Array(7).fill("drain done"));
    await scene.later(1);
    expect(await scene.look()).toEqual(Array(7).fill("end done"));
    expect(await scene.group()).toMatchObject({ desired: 3 });
    expect((await scene.group()).instances).toHaveLength(3);
    expect(await scene.tasks()).toHaveLength(3);
  });

  test("an instance that never registers is ended, and another one comes", async () => {
    await scene.send(1);
    await scene.look();
    const [lost] = (await scene.group()).instances;
    await scene.later(9);
    expect(await scene.look()).toEqual([]);
    await scene.later(2);
    // Another one is ordered in the same look, beside the one that leaves.
    expect(await scene.look()).toEqual(["setDesiredCapacity done", "end done"]);
    const { desired, instances } = await scene.group();
    expect([desired, instances.length]).toEqual([1, 1]);
    expect(instances).not.toContain(lost);
  });

  test("five failures open the circuit, an hour later one trial is made, and its success closes it", async () => {
    await scene.send(3);
    await scene.look();
    await scene.agents.register();
    for (let failure = 0; failure < 5;) {
      await scene.look();
      for (const { taskArn } of await scene.tasks()) {
        await scene.agents.failedToStart(taskArn, "CannotPullContainerError: not found");
        failure++;
      }
      await scene.later(1.1);
    }
    expect(await scene.alarmActs()).toBe(true);
    expect(await scene.look()).toEqual(["openCircuit done", "drain done", "drain done", "drain done"]);
    expect(await scene.alarmActs()).toBe(false);

    await scene.later(1);
    expect(await scene.look()).toEqual(["end done", "end done", "end done"]);
    expect(await scene.group()).toMatchObject({ desired: 0, instances: [] });

    await scene.later(50);
    expect(await scene.look()).toEqual([]);
    await scene.later(15);
    expect(await scene.look()).toEqual(["setDesiredCapacity done"]);
    await scene.agents.register();
    expect(await scene.look()).toEqual(["startWorkers done"]);
    const [trial] = await scene.tasks();
    await scene.agents.started(trial?.taskArn);
    await scene.take(1);
    await scene.later(16);
    expect(await scene.look()).toContain("closeCircuit done");
    expect(await scene.alarmActs()).toBe(true);
  });

  test("paused: workers finish their video, nothing starts, the alarm orders nothing; resumed, it goes on", async () => {
    await scene.atWork(1);
    await scene.send(4);
    await scene.setPause("paused");
    expect(await scene.look()).toEqual(["ignoreAlarms done", "stopWorker done"]);
    expect((await scene.group()).suspended).toEqual(["AZRebalance", "AlarmNotification"]);
    for (const task of await scene.tasks()) await scene.exit(task);
    expect(await scene.look()).toEqual(["drain done"]);
    await scene.later(1);
    expect(await scene.look()).toEqual(["end done"]);
    expect(await scene.look()).toEqual([]);

    await scene.setPause("running");
    expect(await scene.look()).toEqual(["heedAlarms done", "setDesiredCapacity done"]);
    expect((await scene.group()).suspended).toEqual(["AZRebalance"]);
  });

  describe("calls that are throttled or fail", () => {
    test.each([
      ["ecs:ListTasks", "ThrottlingException"],
      ["ecs:DescribeContainerInstances", "ServerException"],
      ["autoscaling:DescribeAutoScalingGroups", "Throttling"],
      ["sqs:GetQueueAttributes", "AccessDenied"],
      ["ecs:DescribeClusters", "AccessDenied"],
    ])("%s: nothing is ended, and the run counts as an error", async (action, code) => {
      const { tasks } = await scene.atWork(1);
      for (const task of tasks) await scene.exit(task);
      await scene.look();
      await scene.later(2);
      between.refuse(action, code);
      const lines = await scene.lookInTrouble(startReconciler(lambda, deployed, between));
      expect(lines.filter((line) => line.action === "end" && line.result === "done")).toEqual([]);
      expect((await scene.group()).instances).toHaveLength(1);
    });

    test("an end that is refused is tried again", async () => {
      const { tasks, receipts } = await scene.atWork(1);
      await scene.finish(receipts);
      for (const task of tasks) await scene.exit(task);
      await scene.look();
      await scene.later(2);
      between.refuse("autoscaling:TerminateInstanceInAutoScalingGroup");
      expect(await scene.lookInTrouble(startReconciler(lambda, deployed, between))).toMatchObject([
        { action: "end", result: "failed" },
      ]);
      between.to(account as Emulator);
      expect(await scene.look()).toEqual(["end done"]);
    });
  });

  test("a plan shows the circuit's alarm actions and launches that AWS has suspended, and nothing of a pause", async () => {
    // On the deployed account itself, where Terraform's state is; this is the last test.
    const own = new Scene(deployed, between, reconciler);
    await own.setPause("paused");
    await own.look();
    expect((await own.group()).suspended).toEqual(["AZRebalance", "AlarmNotification"]);
    expect(await plan(project, stack)).toEqual([]);
    await own.setPause("running");
    await own.look();

    await own.send(5);
    await own.look();
    await own.agents.register();
    await own.look();
    for (const { taskArn } of await own.tasks()) await own.agents.failedToStart(taskArn, "CannotPullContainerError");
    expect(await own.look()).toContain("openCircuit done");
    // As AWS itself does after a day of failed launches.
    await own.autoScaling.send(
      new SuspendProcessesCommand({ AutoScalingGroupName: names.group, ScalingProcesses: ["Launch"] }),
    );
    expect(await plan(project, stack)).toEqual([
      "aws_autoscaling_group.fleet will be updated in-place",
      "~ suspended_processes = [",
      "aws_cloudwatch_metric_alarm.growth_waiting will be updated in-place",
      "~ actions_enabled = false -> true",
    ]);
    await applyPlan(project, stack);
    expect(await own.alarmActs()).toBe(true);
    expect((await own.group()).suspended).toEqual(["AZRebalance"]);
    // The failures of before are forgiven.
    expect(await own.look()).not.toContain("openCircuit done");
  });
});
