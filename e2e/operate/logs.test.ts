import { follow } from "../../operate/logs/follow";
import { actionsOf } from "../../operate/permissions";
import { describeEmulated } from "../needs";
import { HandMade } from "./hand-made";
import { names } from "./hand-made/parts";
import { refusedBy } from "./refused";
import { setStage } from "./stage";

describeEmulated("./model logs", () => {
  const stage = setStage((account) => new HandMade(account).make());
  let stack: HandMade;
  beforeEach(() => (stack = new HandMade(stage.account)));

  const write = (task: string, ...texts: string[]) =>
    stack.write(names.logGroup, `task/Megadetector/${task}`, ...texts);
  /** Without times. */
  const shown = (stdout: string) =>
    stdout
      .trimEnd()
      .replace(/^\d\d:\d\d:\d\d /gm, "")
      .replace(/\d{4}-\d\d-\d\d/g, "day")
      .split("\n");

  test("of one video: every try in order, its lines alone", async () => {
    await write("aaaa", "1.10.0", "Running track.py --source /tmp/dive_a.mp4", "CUDA out of memory", "Done");
    await write(
      "bbbb",
      "Running track.py --source /tmp/dive_b.mp4",
      "Running track.py --source /tmp/dive_a.mp4",
      "Captured 12 in dive_a.mp4.",
      "Running track.py --source /tmp/dive_c.mp4",
    );
    const { status, stdout } = await stage.model("logs", "Megadetector", "--video", "dives/dive_a.mp4");
    expect(status).toBe(0);
    expect(shown(stdout)).toEqual([
      "try 1 of 2 · day · task aaaa",
      " Running track.py --source /tmp/dive_a.mp4",
      " CUDA out of memory",
      " Done",
      "try 2 of 2 · day · task bbbb",
      " Running track.py --source /tmp/dive_a.mp4",
      " Captured 12 in dive_a.mp4.",
    ]);
  });

  test("of a long log: no line is lost between pages", async () => {
    const frames = Array.from({ length: 3000 }, (_, index) => `frame ${index}`);
    await write("aaaa", "Running track.py --source /tmp/dive_a.mp4", ...frames);
    const { stdout } = await stage.model("logs", "Megadetector", "--video", "dive_a.mp4");
    expect(
      shown(stdout)
        .slice(2)
        .map((line) => line.trim()),
    ).toEqual(frames);
  });

  test("of a video that no worker has named", async () => {
    await write("aaaa", "Running track.py --source /tmp/dive_a.mp4");
    const { status, stderr } = await stage.model("logs", "Megadetector", "--video", "dive_z.mp4");
    expect(status).toBe(1);
    expect(stderr).toMatch(/error: no worker of Megadetector has named dive_z\.mp4\.\nIt may still wait/);
  });

  test("of one task, and of one that never ran", async () => {
    await write("aaaa", "1.10.0", "Done");
    expect(shown((await stage.model("logs", "Megadetector", "--task", "aaaa")).stdout)).toEqual([" 1.10.0", " Done"]);
    const { status, stderr } = await stage.model("logs", "Megadetector", "--task", "cccc");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: task cccc of Megadetector has written nothing\./);
  });

  test("of one task by the beginning of its id, as --follow shows it, when it is the only one", async () => {
    await write("b4eaf715-5c5f-4403", "one");
    await write("b4eaf9d5-e298-4217", "two");
    const { stdout } = await stage.model("logs", "Megadetector", "--task", "b4eaf715");
    expect(shown(stdout)).toEqual([" one"]);
    const { status, stderr } = await stage.model("logs", "Megadetector", "--task", "b4ea");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: the ids of 2 tasks of Megadetector begin with b4ea; give more letters of one\n/);
    for (const id of ["b4eaf715-5c5f-4403", "b4eaf9d5-e298-4217"]) expect(stderr).toContain(`\n  ${id}  from 20`);
    expect((await stage.model("logs", "Megadetector", "--task", "b4eaf715", "--since", "1h")).stdout).toBe(stdout);
  });

  test("of the reconciler, in words", async () => {
    await stack.write(
      `/aws/lambda/${names.reconciler}`,
      "2026/11/22/[$LATEST]1",
      "START RequestId: 1",
      JSON.stringify({ level: "info", action: "end", result: "done", reason: "drained and empty", instanceId: "i-1" }),
      "END RequestId: 1",
    );
    const { stdout } = await stage.model("logs", "Megadetector", "--reconciler");
    expect(shown(stdout)).toEqual([" end: drained and empty [instanceId i-1]"]);
  });

  test("of a reconciler that had nothing to do, and of one that does not run", async () => {
    const group = `/aws/lambda/${names.reconciler}`;
    await stack.write(group, "a");
    const { status, stderr } = await stage.model("logs", "Megadetector", "--reconciler");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: the reconciler of Megadetector did not run in the last 1 h, .*\nA deploy puts/);
    await stack.write(group, "a", "START RequestId: 1", "END RequestId: 1", "START RequestId: 2", "END RequestId: 2");
    expect(await stage.model("logs", "Megadetector", "--reconciler")).toEqual({
      status: 0,
      stdout: "",
      stderr: "The reconciler of Megadetector looked 2 times in the last 1 h, and there was nothing to do.\n",
    });
  });

  test("as they come: each line once, also of a worker that starts later", async () => {
    await write("aaaa", "one");
    const rounds: (() => Promise<void>)[] = [
      async () => {},
      () => write("aaaa", "two"),
      () => write("bbbb", "three", "four"),
    ];
    const wait = async () => {
      const next = rounds.shift();
      await next?.();
      return next !== undefined;
    };
    const seen: string[] = [];
    for await (const lines of follow(names.logGroup, "us-west-2", Date.now() - 60_000, wait)) {
      seen.push(lines.map(({ stream, text }) => `${stream.slice(-4)} ${text}`).join());
    }
    expect(seen).toEqual(["aaaa one", "", "aaaa two", "bbbb three,bbbb four"]);
  });

  test("of a stack that is not deployed", async () => {
    stage.leaveAccount();
    const { status, stderr } = await stage.model("logs", "Megadetector", "--video", "a.mp4");
    expect(status).toBe(1);
    expect(stderr).toContain("error: Megadetector is not deployed in us-west-2.");
    for (const whose of [["--reconciler"], ["--task", "aaaa"]])
      expect((await stage.model("logs", "Megadetector", ...whose)).stderr).toContain("is not deployed");
  });

  test("a question that says nothing, or two things", async () => {
    expect((await stage.model("logs", "Megadetector")).stderr).toMatch(/^error: say whose lines/);
    expect(await stage.model("logs", "Megadetector", "--video", "a", "--task", "b")).toMatchObject({ status: 2 });
    expect((await stage.model("logs", "Megadetector", "--follow", "--since", "soon")).stderr).toContain(
      "90m, 2h or 3d",
    );
  });

  test("the permissions that it asks for are those that all of this needed, and its policy allows it", () => {
    expect(stage.between.actions()).toEqual(actionsOf("logs"));
    expect(refusedBy(["logs"], stage.between.calls)).toEqual([]);
  });
});
