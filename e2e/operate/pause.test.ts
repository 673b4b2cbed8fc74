import { actionsOf } from "../../operate/permissions";
import { describeEmulated } from "../needs";
import { HandMade } from "./hand-made";
import { refusedBy } from "./refused";
import { setStage } from "./stage";

describeEmulated("./model pause and resume", () => {
  const stage = setStage((account) => new HandMade(account).make());
  let stack: HandMade;
  beforeEach(() => (stack = new HandMade(stage.account)));

  const said = async (...words: string[]) => {
    const { status, stdout, stderr } = await stage.model(...words);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout.trimEnd().split("\n");
  };

  test("a quiet stack is paused and resumed, and either only once", async () => {
    expect(await said("pause", "Megadetector")).toEqual([
      "Megadetector is paused.",
      "Nothing runs.",
      "To take it up again: ./model resume Megadetector",
    ]);
    expect((await said("pause", "Megadetector", "--wait"))[0]).toBe("Megadetector was paused already.");
    expect(await said("resume", "Megadetector")).toEqual(["Megadetector works again.", "No videos wait."]);
    expect((await said("resume", "Megadetector"))[0]).toBe("Megadetector was not paused.");
  });

  test("the video in work is finished, the others stay, and after resuming every one is done once", async () => {
    await stack.submit("dive/a.mp4", "dive/b.mp4", "dive/c.mp4");
    expect(await stack.reconcile()).toEqual(["setDesiredCapacity done"]);
    await stack.agents.register();
    expect(await stack.reconcile()).toEqual(["startWorkers done"]);
    const [first, second] = await stack.workers();
    const done: (string | undefined)[] = [];
    await stack.agents.started(first);
    await stack.agents.started(second);
    const [a, b] = [await stack.take(), await stack.take()];

    expect(await said("pause", "Megadetector")).toEqual([
      "Megadetector is paused.",
      "2 workers finish the video they have, at the latest 2 h from now (TimeoutHours). Then the instances leave.",
      "1 video waits in the queue and stays there.",
      "To take it up again: ./model resume Megadetector",
    ]);
    expect(await stack.reconcile()).toEqual(["stopWorker done", "stopWorker done"]);
    expect(await stack.workers()).toEqual([]);
    expect(await stack.reconcile()).toEqual([]);

    for (const [worker, taken] of [
      [first, a],
      [second, b],
    ] as const) {
      await stack.finish(taken?.receipt);
      done.push(taken?.video);
      await stack.agents.ended(worker, "Megadetector", 0);
    }
    const inAMinute = Date.now() / 1000 + 60;
    expect(await stack.reconcile(inAMinute)).toEqual(["drain done", "drain done"]);
    expect((await said("pause", "Megadetector"))[1]).toBe("No worker runs any more; 2 instances leave.");
    expect(await stack.reconcile(inAMinute + 60)).toEqual(["end done", "end done"]);
    expect((await said("pause", "Megadetector", "--wait")).slice(1, 3)).toEqual([
      "Nothing runs.",
      "1 video waits in the queue and stays there.",
    ]);

    expect(await said("resume", "Megadetector")).toEqual([
      "Megadetector works again.",
      "1 video waits: the reconciler takes it up within a minute.",
    ]);
    expect(await stack.reconcile(inAMinute + 120)).toEqual(["setDesiredCapacity done"]);
    done.push((await stack.take())?.video);
    expect(done.sort()).toEqual(["dive/a.mp4", "dive/b.mp4", "dive/c.mp4"]);
    expect(await stack.take()).toBeUndefined();
  });

  test("a worker that is gone leaves its video to be given out again", async () => {
    await stack.submit("dive/a.mp4");
    await stack.take();
    await said("pause", "Megadetector");
    await stage.account.advance(7201);
    expect((await said("pause", "Megadetector"))[2]).toBe("1 video waits in the queue and stays there.");
  });

  test("a stack that is not deployed", async () => {
    stage.leaveAccount();
    for (const command of ["pause", "resume"]) {
      const { status, stderr } = await stage.model(command, "Megadetector");
      expect(status).toBe(1);
      expect(stderr).toMatch(/^error: Megadetector is not deployed in us-west-2\./);
    }
  });

  test("without permission to look, it pauses all the same and says what it cannot see", async () => {
    stage.between.refuse("ecs:ListTasks");
    expect((await said("pause", "Megadetector"))[1]).toBe(
      "What still runs cannot be seen: your credentials lack ecs:ListTasks.",
    );
  });

  test("the alarm orders nothing from that moment on; without permission for that, from the reconciler's next look on", async () => {
    const suspended = () => stack.suspendedProcesses();
    await said("pause", "Megadetector");
    expect(await suspended()).toEqual(["AlarmNotification"]);
    await said("resume", "Megadetector");
    expect(await suspended()).toEqual([]);
    stage.between.refuse("autoscaling:SuspendProcesses");
    expect(await stage.model("pause", "Megadetector")).toEqual({
      status: 3,
      stdout: expect.stringMatching(/^Megadetector is paused\.\nNothing runs\.\n/) as string,
      stderr: expect.stringMatching(
        /^error: the alarm on waiting videos may still order instances .*\n.* lack the permission autoscaling:SuspendProcesses/,
      ) as string,
    });
    expect(await suspended()).toEqual([]);
    expect(await stack.reconcile()).toEqual(["ignoreAlarms done"]);
    stage.between.refuse("autoscaling:ResumeProcesses");
    const { status, stderr } = await stage.model("resume", "Megadetector");
    expect(status).toBe(3);
    expect(stderr).toContain("lack the permission autoscaling:ResumeProcesses");
    expect(await stack.reconcile()).toEqual(["heedAlarms done"]);
  });

  test("without permission to pause, nothing changes", async () => {
    stage.between.refuse("ssm:PutParameter");
    const { status, stderr } = await stage.model("pause", "Megadetector");
    expect(status).toBe(3);
    expect(stderr).toMatch(/^error: your AWS credentials lack the permission ssm:PutParameter/);
    expect((await said("resume", "Megadetector"))[0]).toBe("Megadetector was not paused.");
  });

  test("the permissions that they ask for are those that all of this needed, and their policies allow it", () => {
    const both = new Set([...actionsOf("pause"), ...actionsOf("resume")]);
    expect(stage.between.actions()).toEqual([...both].sort());
    expect(refusedBy(["pause", "resume"], stage.between.calls)).toEqual([]);
  });
});
