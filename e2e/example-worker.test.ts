import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { execFileSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { reach } from "./account";
import { drive, type Found } from "./client-driver";
import { startWorker } from "./example-worker";
import { iamActionOf } from "./iam-action";
import { describeEmulated } from "./needs";
import { startProxy } from "./proxy";
import { standIn, type StandIns } from "./stand-in";

/** Writes down how it was called, and fails for a video without a byte. */
const model = [
  "sh",
  "-c",
  'called=$(printf "%s|" "$@"); while [ $# -gt 2 ]; do shift; done; echo "$called" > "$2/called.txt"; test -s "$1"',
  "model",
];

describeEmulated("docs/example-worker", () => {
  let empty: Emulator;
  let emulator: Emulator;
  let stacks: StandIns;
  let environment: Readonly<Record<string, string>>;

  beforeAll(async () => {
    empty = await startEmulator();
    stacks = await standIn(empty, ["Sample"]);
    const { result } = await drive<readonly [Found]>(stacks, "find", "Sample");
    environment = { ...result[0], AWS_REGION: "us-west-2", DEFAULT_MAX_CALL_ATTEMPTS: "6" };
  });
  afterAll(async () => {
    if (stacks) rmSync(stacks.folder, { recursive: true, force: true });
    await (empty as Emulator | undefined)?.stop();
  });
  beforeEach(async () => {
    emulator = await empty.fork();
  });
  afterEach(() => emulator.stop());

  const start = (...command: string[]) => startWorker(emulator, environment, command);
  const s3 = () => new S3Client({ ...reach(emulator), forcePathStyle: true });
  const sqs = (queue: string) => ({
    client: new SQSClient(reach(emulator)),
    // A copy of the emulator knows queues by name.
    to: { QueueUrl: `${emulator.endpoint}/123456789012/Sample-${queue}.fifo` },
  });

  async function submit(name: string, content: string, different: object = {}) {
    const body = { video: `dives/${name}`, clean: "False", user_name: "me", job_name: "dive", metadata_b64: "e30=" };
    const message = { ...body, ...different };
    const Bucket = environment.VIDEO_BUCKET;
    await s3().send(new PutObjectCommand({ Bucket, Key: message.video, Body: new TextEncoder().encode(content) }));
    const { client, to } = sqs("video");
    await client.send(new SendMessageCommand({ ...to, MessageBody: JSON.stringify(message), MessageGroupId: name }));
    return message;
  }

  async function count(queue: string) {
    const { client, to } = sqs(queue);
    const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ ...to, AttributeNames: ["All"] }));
    return [Attributes.ApproximateNumberOfMessages, Attributes.ApproximateNumberOfMessagesNotVisible].map(Number);
  }

  async function bodies(queue: string) {
    const { client, to } = sqs(queue);
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ ...to, MaxNumberOfMessages: 10 }));
    return Messages.map(({ Body = "" }) => JSON.parse(Body) as unknown);
  }

  test("passes the message's arguments on, reports, and cleans up when told to", async () => {
    const message = await submit("a.mp4", "frames", { clean: "True", args: "--conf 0.5 'a b'" });
    const worker = await start(...model);
    expect([await worker.ended, worker.said()]).toEqual([0, ""]);
    expect(await bodies("track")).toEqual([{ ...message, status: "SUCCESS", results: "dives/a.tracks.tar.gz" }]);
    const results = { Bucket: environment.TRACK_BUCKET, Key: "dives/a.tracks.tar.gz" };
    const input = await (await s3().send(new GetObjectCommand(results))).Body?.transformToByteArray();
    const called = execFileSync("tar", ["-xzO", "./called.txt"], { input, encoding: "utf8" });
    expect(called).toMatch(/^--conf\|0\.5\|a b\|[^|]+\/a\.mp4\|[^|]+\/results\|\n$/);
    const videos = await s3().send(new ListObjectsV2Command({ Bucket: environment.VIDEO_BUCKET }));
    expect([videos.KeyCount, ...(await count("video"))]).toEqual([0, 0, 0]);
  });

  test("a video that fails is tried three times and is then in the dead queue; the others are done; it exits with 0", async () => {
    const broken = await submit("broken.mp4", "");
    const sound = await submit("sound.mp4", "frames");
    const worker = await start(...model);
    expect(await worker.ended).toBe(0);
    expect(worker.said().match(/failed: Command .* returned non-zero exit status 1/g)).toHaveLength(3);
    expect(await bodies("dead")).toEqual([broken]);
    expect(await bodies("track")).toEqual([{ ...sound, status: "SUCCESS", results: "dives/sound.tracks.tar.gz" }]);
  });

  test("on SIGTERM it finishes its video, takes no other, and exits with 0", async () => {
    const [begun, go] = ["begun", "go"].map((name) => path.join(stacks.folder, name));
    await submit("first.mp4", "frames");
    await submit("second.mp4", "frames");
    const worker = await start("sh", "-c", `touch ${begun}; until test -e ${go}; do sleep 0.1; done`);
    let isOver = false;
    void worker.ended.then(() => (isOver = true));
    await until(() => existsSync(begun ?? "") || isOver);
    worker.terminate();
    writeFileSync(go ?? "", "");
    expect(await worker.ended).toBe(0);
    expect(await bodies("track")).toMatchObject([{ video: "dives/first.mp4", status: "SUCCESS" }]);
    expect(await count("video")).toEqual([1, 0]);
  });

  test("a video that comes when it is already told to stop goes back at once", async () => {
    let [asked, late] = [0, () => {}];
    const isSent = new Promise<void>((resolve) => (late = resolve));
    const between = await startProxy(async (incoming, body) => {
      // The answer to the second one, for which the queue itself would wait ten seconds.
      if (iamActionOf(incoming, body) === "sqs:ReceiveMessage" && ++asked === 2) await isSent;
      return { to: emulator.endpoint };
    });
    await submit("first.mp4", "frames");
    const worker = await startWorker(emulator, { ...environment, AWS_ENDPOINT_URL: between.endpoint }, model);
    let isOver = false;
    void worker.ended.then(() => (isOver = true));
    await until(() => asked === 2 || isOver);
    worker.terminate();
    await submit("late.mp4", "frames");
    late();
    expect([await worker.ended, worker.said()]).toEqual([0, expect.stringContaining("told to stop before it began")]);
    expect(await bodies("track")).toMatchObject([{ video: "dives/first.mp4" }]);
    expect(await count("video")).toEqual([1, 0]);
    await between.stop();
  });
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
}
