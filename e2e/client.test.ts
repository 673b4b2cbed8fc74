import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from "@aws-sdk/client-auto-scaling";
import { GetObjectTaggingCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { projectFolder } from "../emulator/place";
import { furnish, reach } from "./account";
import { drive, python, type Found, type Round, type Shutdown } from "./client-driver";
import { runWell } from "./command";
import { environmentOf, startWorker } from "./example-worker";
import { startInstanceWithTask } from "./instance";
import { describeDeploying } from "./needs";
import { refused } from "./permissions";
import { applyPlan, plan } from "./plan";
import { makeProject, type UserProject } from "./project";

const stack = "Megadetector";
const family = "strongsort-yolov5";
const bucket = (purpose: string) => `megadetector-${purpose}-123456789012-us-west-2`;
/** A model in one line: what it writes beside the video's size is the result. */
const model = ["sh", "-c", 'wc -c < "$0" > "$1/size.txt"'];

describeDeploying("the client's calls on a stack that the real provider deployed", () => {
  let emulator: Emulator;
  let project: UserProject;
  let dive: readonly string[];
  const submitted: string[] = [];

  beforeAll(async () => {
    emulator = await startEmulator();
    await furnish(emulator);
    project = makeProject(emulator, { models: [stack, "Midwater"] });
    await project.cdktf("deploy", stack, "Midwater", "--auto-approve");
    const folder = path.join(project.folder, "home", "me", "dive");
    mkdirSync(folder, { recursive: true });
    dive = ["first.mp4", "second.mov"].map((name) => path.join(folder, name));
    for (const video of dive) writeFileSync(video, path.basename(video));
  });
  afterAll(async () => {
    (project as UserProject | undefined)?.remove();
    await (emulator as Emulator | undefined)?.stop();
  });

  const s3 = () => new S3Client({ ...reach(emulator), forcePathStyle: true });
  const round = () => drive<Round>(project, "monitor", stack, "0");
  const planned = () => plan(project, stack);
  const updated = "aws_autoscaling_group.fleet will be updated in-place";

  test.each([
    [stack, family],
    ["Midwater", "midwater-yolov8"],
  ])("it finds %s, and there what the worker finds in its environment", async (name, taskFamily) => {
    const { result } = await drive<readonly [Found]>(project, "find", name);
    const { CLUSTER: cluster, ASG: group, ...variables } = result[0];
    expect([cluster, group]).toEqual([name, `${name}-signpost`]);
    expect(Object.keys(variables)).toHaveLength(6);
    expect(await environmentOf(emulator, taskFamily)).toMatchObject(variables);
  });

  test("submit uploads, tags and queues each video; a second time it queues without uploading", async () => {
    const uploads = { "me/dive/first.mp4": true, "me/dive/second.mov": true };
    const first = await drive<unknown>(project, "submit", stack, "dive 1", ...dive);
    expect(first.result).toEqual(uploads);
    const { TagSet } = await s3().send(
      new GetObjectTaggingCommand({ Bucket: bucket("video"), Key: "me/dive/first.mp4" }),
    );
    expect(TagSet).toEqual([{ Key: "mbari:stage", Value: "test" }]);
    const again = await drive<unknown>(project, "submit", stack, "dive 2", dive[0] ?? "");
    expect(again.result).toEqual({ "me/dive/first.mp4": false });
    submitted.push(...first.calls, ...again.calls);
  });

  test("the example of docs/clients.md submits a video, too", async () => {
    const [, example = ""] = /```python\n(.*?)```/s.exec(readFileSync(docs("clients.md"), "utf8")) ?? [];
    writeFileSync(path.join(project.folder, "dive.mp4"), "example");
    await runWell(await python(), ["-c", example], project);
    expect((await round()).result).toMatchObject({ waiting: { VIDEO_QUEUE: 4, TRACK_QUEUE: 0, DEAD_QUEUE: 0 } });
  });

  test("the example worker works all of it off, and exits with 0", async () => {
    const worker = await startWorker(emulator, await environmentOf(emulator, family), model);
    expect([await worker.ended, worker.said()]).toEqual([0, ""]);
    const { Contents } = await s3().send(new ListObjectsV2Command({ Bucket: bucket("track") }));
    expect(Contents?.map(({ Key }) => Key)).toEqual([
      "dives/dive.tracks.tar.gz",
      "me/dive/first.tracks.tar.gz",
      "me/dive/second.tracks.tar.gz",
    ]);
  });

  test("monitor reads every report; each comes back after 15 minutes, and none ever counts as failed", async () => {
    const learned = ["dive 1 dives/dive.mp4 SUCCESS"].concat(
      ["1 me/dive/first.mp4", "1 me/dive/second.mov", "2 me/dive/first.mp4"].map((video) => `dive ${video} SUCCESS`),
    );
    const first = await round();
    expect(first.result).toEqual({
      activities: 0,
      waiting: { VIDEO_QUEUE: 0, TRACK_QUEUE: 4, DEAD_QUEUE: 0 },
      learned,
    });
    submitted.push(...first.calls);
    expect((await round()).result.learned).toEqual([]);
    for (let times = 0; times < 5; times++) {
      await emulator.advance(901);
      expect((await round()).result.learned).toEqual(learned);
    }
  });

  test("the stack's submit policy allows all of it, and no shutdown", async () => {
    const policy = await policyOf(project);
    expect(submitted.length).toBeGreaterThan(20);
    expect(refused(submitted, policy)).toEqual([]);
    const others = submitted.map((call) => call.replace(/megadetector/i, "Midwater"));
    expect(refused(others, policy)).toContain("sqs:SendMessage Midwater-video.fifo");
    expect(refused(["autoscaling:UpdateAutoScalingGroup *"], policy)).toHaveLength(1);
  });

  test("after all this a plan is empty", async () => {
    expect(await planned()).toEqual([]);
  });

  test("shutdown stops the work and leaves its own: Terraform sees it, and an apply repairs it", async () => {
    await startInstanceWithTask(emulator, stack, family);
    await drive(project, "submit", stack, "dive 3", dive[1] ?? "");
    await emulator.advance(901);
    const { result } = await drive<Shutdown>(project, "shutdown", stack);
    expect(result).toEqual({
      cluster: stack,
      group: `${stack}-fleet`,
      instances: 1,
      tasks: 1,
      results: expect.stringMatching(/\.tracks\.tar\.gz$/) as string,
      video: "me/dive/second.mov",
    });
    expect((await round()).result).toMatchObject({ waiting: { TRACK_QUEUE: 3, DEAD_QUEUE: 3 } });
    expect(await planned()).toEqual([updated, "~ max_size = 6 -> 1"]);
    await applyPlan(project, stack);
    const group = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [`${stack}-fleet`] });
    const { AutoScalingGroups } = await new AutoScalingClient(reach(emulator)).send(group);
    expect(AutoScalingGroups).toMatchObject([{ MaxSize: 1, Instances: [{ LifecycleState: "InService" }] }]);
  });

  test("a shutdown that is interrupted leaves no instance allowed, which Terraform sees as well", async () => {
    await drive(project, "shutdown", stack, "interrupted");
    expect(await planned()).toEqual([updated, "~ max_size = 0 -> 1"]);
  });
});

const docs = (file: string) => path.join(projectFolder(), "docs", file);

async function policyOf(project: UserProject): Promise<string> {
  const { stdout } = await project.terraform(stack, ["state", "pull"]);
  const { resources } = JSON.parse(stdout) as {
    resources: { type: string; instances: { attributes: { policy: string } }[] }[];
  };
  return resources.find(({ type }) => type === "aws_iam_policy")?.instances[0]?.attributes.policy ?? "";
}
