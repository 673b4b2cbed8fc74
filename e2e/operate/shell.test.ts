import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { actionsOf } from "../../operate/permissions";
import { describeEmulated } from "../needs";
import { HandMade } from "./hand-made";
import { refusedBy } from "./refused";
import { setStage } from "./stage";

describeEmulated("./model shell", () => {
  const stage = setStage((account) => new HandMade(account).make());
  let stack: HandMade;
  let yaml: string;
  const file = () => path.join(stage.folder, "models", "Megadetector.yaml");
  const debug = (written: string) => writeFileSync(file(), `${yaml}Debug: ${written}\n`);
  beforeAll(() => {
    yaml = readFileSync(file(), "utf8");
  });
  beforeEach(() => {
    stack = new HandMade(stage.account);
    debug("{ SessionManager: true, Exec: true, AllowSshFrom: [192.0.2.0/24], KeyName: lab }");
  });

  const line = async (...words: string[]) => {
    const { status, stdout, stderr } = await stage.model("shell", "Megadetector", ...words);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    return stdout.trimEnd();
  };
  const refusal = async (...words: string[]) => {
    const { status, stderr } = await stage.model("shell", "Megadetector", ...words);
    expect(status).toBe(1);
    return stderr.trimEnd().split("\n");
  };

  test("a model that nobody may look into says what to write", async () => {
    writeFileSync(file(), yaml);
    expect(await refusal()).toEqual([
      "error: Megadetector lets nobody look at its instances",
      "Add to models/Megadetector.yaml, then deploy:",
      "  Debug: { SessionManager: true }",
    ]);
    debug("{ SessionManager: true }");
    expect((await refusal("--container")).at(-1)).toBe("  Debug: { Exec: true }");
    debug("{ Exec: true }");
    expect((await refusal("--instance", "i-1")).at(-1)).toBe("  Debug: { SessionManager: true }");
  });

  test("a fleet at zero", async () => {
    expect(await refusal()).toEqual([
      "error: no instance runs: a fleet without videos is at zero",
      "Submit a video and call this again; an instance is there about three minutes later.",
    ]);
    expect((await refusal("--container"))[0]).toBe("error: no worker runs");
  });

  test("a stack that is not deployed", async () => {
    stage.leaveAccount();
    expect((await refusal())[0]).toBe("error: Megadetector is not deployed in us-west-2.");
  });

  test("the instance of a worker, that worker's container, and ssh where it is all there is", async () => {
    await stack.order(2);
    const [, second = ""] = await stack.agents.register();
    expect(await line("--instance", second)).toBe(`aws ssm start-session --region us-west-2 --target ${second}`);

    const placed = await stack.placeWorker();
    await stack.agents.started(placed);
    const task = placed?.split("/").at(-1) ?? "";
    const target = /--target (i-\w+)$/.exec(await line())?.[1] ?? "";
    const { stderr } = await stage.model("shell", "Megadetector");
    expect(stderr.trim()).toBe(`${target}: worker ${task} runs on it`);
    expect((await refusal("--container"))[0]).toContain("started before Exec was deployed");

    debug("{ AllowSshFrom: [192.0.2.0/24], KeyName: lab }");
    expect(await line("--instance", target)).toMatch(/^ssh -i ~\/\.ssh\/lab\.pem ec2-user@ec2-[\d-]+\.\S+$/);
  });

  test("a worker that the reconciler has started with Exec on", async () => {
    await stack.submit("dive/a.mp4");
    await stack.reconcile();
    await stack.agents.register();
    expect(await stack.reconcile(undefined, { exec: true })).toEqual(["startWorkers done"]);
    const [worker] = await stack.workers();
    await stack.agents.started(worker);
    const task = worker?.split("/").at(-1) ?? "";
    expect(await line("--container", "--print")).toBe(
      `aws ecs execute-command --region us-west-2 --cluster Megadetector --task ${task} --container Megadetector --interactive --command /bin/sh`,
    );
    expect(await line("--task", task.slice(0, 6))).toContain(`--task ${task} `);
    expect((await refusal("--task", "zzz"))[0]).toBe("error: no worker with the task id zzz runs");
  });

  test("one place at a time", async () => {
    const { status, stderr } = await stage.model("shell", "Megadetector", "--instance", "i-1", "--container");
    expect([status, stderr.split("\n")[0]]).toEqual([
      2,
      "error: give only one of --instance and --container or --task",
    ]);
  });

  test("the permissions that it asks for are those that all of this needed, and its policy allows it", () => {
    expect(stage.between.actions()).toEqual(actionsOf("shell"));
    expect(refusedBy(["shell"], stage.between.calls)).toEqual([]);
  });
});
