import { actionsOf } from "../../operate/permissions";
import { describeEmulated } from "../needs";
import { HandMade } from "./hand-made";
import { names } from "./hand-made/parts";
import { refusedBy } from "./refused";
import { setStage } from "./stage";

describeEmulated("./model dead-letters", () => {
  const stage = setStage((account) => new HandMade(account).make());
  let stack: HandMade;
  beforeEach(() => (stack = new HandMade(stage.account)));

  const deadLetters = (...words: string[]) => stage.model("dead-letters", "Megadetector", ...words);
  const lines = async (...words: string[]) => {
    const { status, stdout, stderr } = await deadLetters(...words);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout
      .trimEnd()
      .replace(/dead for -?\d+ (s|min|h|days)( \d+ min)?/g, "dead for 1 h")
      .split("\n");
  };
  /** Every video that can be taken now, as workers would; each counts as a try. */
  const taken = async () => {
    const videos: string[] = [];
    for (let one = await stack.take(); one; one = await stack.take()) videos.push(one.video);
    return videos.sort();
  };

  test("none", async () => {
    expect(await lines()).toEqual(["no dead letters of Megadetector"]);
    expect(await lines("--redrive-all")).toEqual(["Megadetector has no dead letters."]);
  });

  test("each with its video, its tries and what its last worker said", async () => {
    await stack.bury("dive/a.mp4");
    await stack.sendDead(
      JSON.stringify({ video: "dive/b.mp4", job_name: "Dive 7", metadata_b64: "", status: "FAILED" }),
    );
    await stack.sendDead("hello?");
    const stream = (task: string) => `task/Megadetector/${task}`;
    await stack.write(names.logGroup, stream("aaaa"), "Running --source /tmp/a.mp4", "FileNotFoundError: x");
    await stack.write(
      names.logGroup,
      stream("bbbb"),
      "Running --source /tmp/a.mp4",
      "RuntimeError: CUDA out of memory",
    );
    expect(await lines()).toEqual([
      "3 dead letters of Megadetector",
      "dive/a.mp4  job Dive 42  dead for 1 h",
      "    tried 3 times; its last worker said: RuntimeError: CUDA out of memory",
      "dive/b.mp4  job Dive 7  dead for 1 h",
      "    put here by a worker that gave up, or by a shutdown",
      "no video: hello?  dead for 1 h",
      "    put here by a worker that gave up, or by a shutdown",
      "To try one again: ./model dead-letters Megadetector --redrive dive/a.mp4",
    ]);
  });

  test("listing takes nothing away, and who reads next sees all of them", async () => {
    await stack.bury("dive/a.mp4", "dive/b.mp4");
    const before = await lines();
    expect(await lines()).toEqual(before);
    const rows = JSON.parse((await deadLetters("--json")).stdout) as { video: string; origin: string }[];
    expect(rows.map(({ video, origin }) => [video, origin])).toEqual([
      ["dive/a.mp4", "tries"],
      ["dive/b.mp4", "tries"],
    ]);
  });

  test("chosen ones are tried again, once each, and the others stay", async () => {
    await stack.bury("dive/a.mp4", "dive/b.mp4", "dive/c.mp4");
    expect(await lines("--redrive", "a.mp4", "dive/c.mp4", "--auto-approve")).toEqual([
      "2 videos are in the video queue again.",
    ]);
    expect(await taken()).toEqual(["dive/a.mp4", "dive/c.mp4"]);
    expect((await lines())[1]).toBe("dive/b.mp4  job Dive 42  dead for 1 h");
  });

  test("chosen again after failing again", async () => {
    await stack.bury("dive/a.mp4");
    await deadLetters("--redrive", "a.mp4", "--auto-approve");
    for (let tries = 0; tries < 4; tries++) {
      await stack.take();
      await stage.account.advance(7201);
    }
    await deadLetters("--redrive", "a.mp4", "--auto-approve");
    expect(await taken()).toEqual(["dive/a.mp4"]);
  });

  test("all are tried again by SQS's own redrive, while other videos are in work", async () => {
    await stack.bury("dive/a.mp4", "dive/b.mp4");
    await stack.submit("dive/c.mp4", "dive/d.mp4");
    const inWork = await stack.take();
    expect((await deadLetters("--redrive-all", "--auto-approve")).stdout).toBe(
      "2 videos are in the video queue again.\n",
    );
    expect([...(await taken()), inWork?.video].sort()).toEqual([
      "dive/a.mp4",
      "dive/b.mp4",
      "dive/c.mp4",
      "dive/d.mp4",
    ]);
    expect(await lines()).toEqual(["no dead letters of Megadetector"]);
  });

  test("what somebody else is reading stays, and is said to stay", async () => {
    await stack.bury("dive/a.mp4", "dive/b.mp4");
    await stack.readDead();
    expect((await lines()).slice(-2)[0]).toBe(
      "1 more is being read by others, such as deepsea-ai monitor. Look again in 15 min.",
    );
    const { status, stdout, stderr } = await deadLetters("--redrive-all", "--auto-approve");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "1 video is in the video queue again.\n" });
    expect(stderr).toContain("error: 1 could not be taken, because others are reading it.");
    await stage.account.advance(901);
    expect(await taken()).toHaveLength(1);
    expect(await lines()).toHaveLength(4);
  });

  test("a name that no letter bears changes nothing", async () => {
    await stack.bury("dive/a.mp4");
    const { status, stderr } = await deadLetters("--redrive", "a.mp4", "z.mp4", "--auto-approve");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: no dead letter of Megadetector that can be seen now is of z\.mp4\./);
    expect(await taken()).toEqual([]);
  });

  test("what is no video is not handed to workers with all the others", async () => {
    await stack.sendDead("hello?");
    const { status, stderr } = await deadLetters("--redrive-all", "--auto-approve");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: 1 letter is no video of the client, and workers would fail on it\./);
  });

  test("without --auto-approve it asks, and without a terminal it changes nothing", async () => {
    await stack.bury("dive/a.mp4");
    const { status, stderr } = await deadLetters("--redrive", "a.mp4");
    expect(status).toBe(1);
    expect(stderr).toContain("there is no terminal to ask on");
    expect(await taken()).toEqual([]);
  });

  test("on a terminal it names the videos and asks; any answer but yes changes nothing", async () => {
    await stack.bury("dive/a.mp4", "dive/b.mp4");
    const chosen = ["dead-letters", "Megadetector", "--redrive", "a.mp4"];
    const refused = await stage.answering("y", chosen);
    expect(refused.stdout).toContain("1 video is tried again: dive/a.mp4.");
    expect(refused.stdout).toContain("answered with no; nothing was changed");
    expect(refused.status).toBe(4);
    expect(await taken()).toEqual([]);
    expect((await stage.answering("yes", chosen)).status).toBe(0);
    expect(await taken()).toEqual(["dive/a.mp4"]);
    const all = await stage.answering("yes", ["dead-letters", "Megadetector", "--redrive-all"]);
    expect(all.stdout).toContain("1 video is tried again: all that there are.");
    expect(await taken()).toEqual(["dive/b.mp4"]);
  });

  test("a send that fails leaves the letter where it is", async () => {
    await stack.bury("dive/a.mp4");
    stage.between.refuse("sqs:SendMessage");
    const { status, stderr } = await deadLetters("--redrive", "a.mp4", "--auto-approve");
    expect(status).toBe(3);
    expect(stderr).toContain("lack the permission sqs:SendMessage");
    expect(await lines()).toHaveLength(4);
  });

  test("a delete that fails leaves the letter too, and choosing it again queues nothing twice", async () => {
    await stack.bury("dive/a.mp4");
    let failing = true;
    stage.between.refuse("sqs:DeleteMessage", "AccessDenied", () => failing);
    expect((await deadLetters("--redrive", "a.mp4", "--auto-approve")).status).toBe(3);
    expect(await lines()).toHaveLength(4);
    failing = false;
    expect((await deadLetters("--redrive", "a.mp4", "--auto-approve")).status).toBe(0);
    expect(await lines()).toEqual(["no dead letters of Megadetector"]);
    expect(await taken()).toEqual(["dive/a.mp4"]);
  });

  test("while other videos are in work and wait, choosing one changes nothing for them", async () => {
    await stack.bury("dive/a.mp4", "dive/b.mp4");
    await stack.submit("dive/c.mp4", "dive/d.mp4");
    const inWork = await stack.take();
    expect((await deadLetters("--redrive", "a.mp4", "--auto-approve")).status).toBe(0);
    await stack.finish(inWork?.receipt);
    expect([...(await taken()), inWork?.video].sort()).toEqual(["dive/a.mp4", "dive/c.mp4", "dive/d.mp4"]);
    expect((await lines())[1]).toBe("dive/b.mp4  job Dive 42  dead for 1 h");
  });

  test("without permission to read the log, the letters are listed all the same", async () => {
    await stack.bury("dive/a.mp4");
    stage.between.refuse("logs:FilterLogEvents");
    expect((await lines())[2]).toBe("    tried 3 times");
  });

  test("a stack that is not deployed", async () => {
    stage.leaveAccount();
    expect((await deadLetters()).stderr).toMatch(/^error: Megadetector is not deployed in us-west-2\./);
  });

  test("the permissions that it asks for are those that all of this needed, and its policy allows it", () => {
    expect(stage.between.actions()).toEqual(actionsOf("dead-letters"));
    expect(refusedBy(["dead-letters"], stage.between.calls)).toEqual([]);
  });
});
