import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { actionsOf } from "../../operate/permissions";
import { describeEmulated } from "../needs";
import { HandMade } from "./hand-made";
import { names } from "./hand-made/parts";
import { refusedBy } from "./refused";
import { setStage } from "./stage";

describeEmulated("./model results", () => {
  const stage = setStage(async (account) => {
    const stack = new HandMade(account);
    await stack.make();
    await stack.putResult("dive/a.tracks.tar.gz", "A".repeat(1000));
    await stack.putResult("dive/b.tracks.tar.gz", "B".repeat(2000));
    await stack.putResult("old/c.tracks.tar.gz", "C");
    await stack.putResult("dive/notes.txt", "no result");
    await stack.report("Dive 42", "dive/a.mp4", "dive/a.tracks.tar.gz");
    await stack.report("Dive 42", "dive/b.mp4", "dive/b.tracks.tar.gz");
    await stack.report("Dive 42", "dive/x.mp4", "dive/x.tracks.tar.gz");
    await stack.report("Dive 42", "dive/y.mp4");
    await stack.report("Dive 7", "dive/z.mp4");
  });
  let stack: HandMade;
  beforeEach(() => (stack = new HandMade(stage.account)));
  afterEach(() => rmSync(path.join(stage.folder, "out"), { recursive: true, force: true }));

  const results = (...words: string[]) => stage.model("results", "Megadetector", ...words);
  const fetched = (file: string) => readFileSync(path.join(stage.folder, "out", file), "utf8");

  test("by job", async () => {
    expect((await results()).stdout.trimEnd().split("\n")).toEqual([
      "3 results of Megadetector",
      "Dive 42  2 results, 3.0 kB; 1 more is not in the bucket any more",
      "Dive 7  no results, 0 bytes",
      "(of jobs that are not known any more)  1 result, 1 bytes",
    ]);
  });

  test("of one job, and of one that is not there", async () => {
    expect((await results("--job", "Dive 42")).stdout).toBe(
      "dive/a.tracks.tar.gz  1.0 kB\ndive/b.tracks.tar.gz  2.0 kB\n",
    );
    const { status, stderr } = await results("--job", "Dive 43");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: no result of a job Dive 43; there are: Dive 42, Dive 7\./);
  });

  test("are fetched with progress, each at its key", async () => {
    const { status, stdout, stderr } = await results("--job", "Dive 42", "--to", "out");
    expect({ status, stdout }).toEqual({ status: 0, stdout: "2 results fetched to out.\n" });
    expect(stderr).toMatch(
      /^2 results, 3\.0 kB …\n1 of 2 · .*\n2 of 2 · 3\.0 kB of 3\.0 kB · out\/dive\/[ab]\.tracks\.tar\.gz\n$/,
    );
    expect(fetched("dive/a.tracks.tar.gz")).toBe("A".repeat(1000));
    expect(fetched("dive/b.tracks.tar.gz")).toBe("B".repeat(2000));
  });

  test("what is there is not fetched again, what was made anew is", async () => {
    await results("--job", "Dive 42", "--to", "out");
    // S3 tells times in seconds, and the first one was put there in this one, perhaps.
    await stage.account.advance(1);
    await stack.putResult("dive/a.tracks.tar.gz", "N".repeat(1000));
    const { stdout } = await results("--all", "--to", "out");
    expect(stdout).toBe("2 results fetched to out; 1 was there already.\n");
    expect(fetched("dive/a.tracks.tar.gz")).toBe("N".repeat(1000));
    expect(fetched("old/c.tracks.tar.gz")).toBe("C");
    expect((await results("--all", "--to", "out")).stdout).toBe("no results fetched to out; 3 were there already.\n");
  });

  test("an interrupted fetch goes on where it was, unless the result was made anew", async () => {
    await results("--job", "Dive 42", "--to", "out");
    const folder = path.join(stage.folder, "out", "dive");
    const file = path.join(folder, "b.tracks.tar.gz");
    const interrupt = (etag: string) => {
      rmSync(file);
      writeFileSync(`${file}.${etag}.part`, "x".repeat(500));
    };
    const { ETag = "" } = await stack.headResult("dive/b.tracks.tar.gz");
    interrupt(ETag.replaceAll('"', ""));
    await results("--job", "Dive 42", "--to", "out");
    expect(readFileSync(file, "utf8")).toBe("x".repeat(500) + "B".repeat(1500));

    interrupt("another");
    await results("--job", "Dive 42", "--to", "out");
    expect(readFileSync(file, "utf8")).toBe("B".repeat(2000));
    expect(readdirSync(folder).sort()).toEqual(["a.tracks.tar.gz", "b.tracks.tar.gz"]);
    utimesSync(file, 0, 0);
    expect(statSync(file).mtimeMs).toBe(0);
    expect((await results("--job", "Dive 42", "--to", "out")).stdout).toContain("1 result fetched");
  });

  test("a fetch whose connection breaks says so, keeps what has come, and goes on there", async () => {
    const breakOff = stage.between.holdUp("s3:GetObject", 700);
    const fetching = stage.apart(["results", "Megadetector", "--job", "Dive 42", "--to", "out"]);
    const files = () => listed(path.join(stage.folder, "out"));
    const part = () => files().find(({ name, bytes }) => name.endsWith(".part") && bytes > 0);
    const other = () => files().find(({ name }) => name.endsWith(".gz"));
    let ended = false;
    void fetching.then(() => (ended = true));
    while (!ended && !(part() && other())) await new Promise((resolve) => setTimeout(resolve, 50));
    breakOff();
    expect(await fetching).toMatchObject({
      status: 3,
      stderr: expect.stringContaining("error: AWS cannot be reached: ") as string,
    });
    expect(files()).toHaveLength(2);
    expect(part()).toMatchObject({ bytes: 700 });
    expect((await results("--job", "Dive 42", "--to", "out")).status).toBe(0);
    expect(fetched("dive/a.tracks.tar.gz")).toBe("A".repeat(1000));
    expect(fetched("dive/b.tracks.tar.gz")).toBe("B".repeat(2000));
    expect(stage.between.ranges).toContain("bytes=700-");
  });

  test("reading takes no report away from the client's monitor, and says what the monitor is reading", async () => {
    const { trackQueue: QueueUrl } = names;
    await results();
    const { Messages = [] } = await stack.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    expect(Messages).toHaveLength(5);
    const { stderr } = await results();
    expect(stderr).toBe("5 reports are being read by others, such as deepsea-ai monitor. Look again in 15 min.\n");
    expect((await results("--job", "Dive 42")).stderr).toMatch(
      /no job has reported a result yet\.\nOthers are reading/,
    );
  });

  test("a key that would lead out of the folder is refused before anything is fetched", async () => {
    await stack.putResult("../../evil.tracks.tar.gz", "E");
    const { status, stderr } = await results("--all", "--to", "out");
    expect(status).toBe(1);
    expect(stderr).toContain("error: the key ../../evil.tracks.tar.gz would be written outside of out");
  });

  test("a question that contradicts itself", async () => {
    expect(await results("--job", "x", "--all")).toMatchObject({
      status: 2,
      stderr: "error: give either --job or --all\n",
    });
    expect(await results("--to", "out")).toMatchObject({ status: 2 });
  });

  test("a stack that is not deployed", async () => {
    stage.leaveAccount();
    expect((await results()).stderr).toMatch(/^error: Megadetector is not deployed in us-west-2\./);
  });

  test("the permissions that it asks for are those that all of this needed, and its policy allows it", () => {
    expect(stage.between.actions()).toEqual(actionsOf("results"));
    expect(refusedBy(["results"], stage.between.calls)).toEqual([]);
  });
});

/** All files below a folder, also one that is not there yet. */
function listed(folder: string): { name: string; bytes: number }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => ({ name, stats: statSync(path.join(folder, name), { throwIfNoEntry: false }) }))
    .flatMap(({ name, stats }) => (stats?.isFile() ? { name, bytes: stats.size } : []));
}
