import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { projectFolder } from "../emulator/place";
import { furnish, reach } from "./account";
import { python } from "./client-driver";
import { runWell } from "./command";
import { dynamodb, recordsOf, type Attribute } from "./dynamodb";
import { startWorker } from "./example-worker";
import { describeDeploying } from "./needs";
import { plan } from "./plan";
import { makeProject, type UserProject } from "./project";

const stack = "Dives";
const table = "Dives-videos";
const steps = ["Benthic", "Species"];
const queueOf = (model: string) => `${model}-video.fifo`;

interface Sent {
  readonly queue: string;
  readonly body: Readonly<Record<string, string>>;
  readonly group: string | undefined;
}

// One life, told from beginning to end: each test goes on from where the one before it has ended.
describeDeploying("a pipeline of models, with the real provider", () => {
  let emulator: Emulator;
  let project: UserProject;

  beforeAll(async () => {
    emulator = await startEmulator();
    await furnish(emulator);
    project = makeProject(emulator, { models: [...steps, stack] });
    await project.cdktf("synth");
    await project.terraform(stack, ["init"]);
  });
  afterAll(async () => {
    (project as UserProject | undefined)?.remove();
    await (emulator as Emulator | undefined)?.stop();
  });

  const sqs = (at: Emulator = emulator) => new SQSClient({ ...reach(at), useQueueUrlAsEndpoint: false });
  const makeQueue = (name: string) =>
    sqs().send(
      new CreateQueueCommand({
        QueueName: name,
        Attributes: { FifoQueue: "true", ContentBasedDeduplication: "true", VisibilityTimeout: "7200" },
      }),
    );

  test("while a step is not deployed, a plan says so and nothing is made", async () => {
    const { stdout, stderr } = await project.terraform(stack, ["plan"], [1]);
    expect((stdout + stderr).replace(/[\s│]+/g, " ")).toContain(
      "The step Benthic is not deployed: there is no queue Benthic-video.fifo. Nothing was changed. Deploy it first: npx cdktf deploy Benthic",
    );
  });

  test("it is deployed by itself, and a second plan is empty", async () => {
    // What the models' own stacks make of it; they are deployed in tests of their own.
    for (const model of steps) await makeQueue(queueOf(model));
    await project.terraform(stack, ["apply", "-auto-approve"]);
    expect(await plan(project, stack)).toEqual([]);
    const outputs = JSON.parse((await project.terraform(stack, ["output", "-json"])).stdout) as object;
    expect(outputs).toMatchObject({ table: { value: table }, undelivered_queue: { value: "Dives-undelivered" } });
  });

  /** All messages that came to the queues since the last look, of a copy of the account. */
  async function sent(at: Emulator): Promise<Sent[]> {
    const all: Sent[] = [];
    for (const queue of [...steps.map(queueOf), "Dives-undelivered"]) {
      const { QueueUrl } = await sqs(at).send(new GetQueueUrlCommand({ QueueName: queue }));
      for (;;) {
        const { Messages = [] } = await sqs(at).send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: 10,
            MessageSystemAttributeNames: ["MessageGroupId"],
          }),
        );
        if (Messages.length === 0) break;
        for (const { Body = "{}", Attributes, ReceiptHandle } of Messages) {
          all.push({ queue, body: JSON.parse(Body) as Sent["body"], group: Attributes?.MessageGroupId });
          // While one is in flight, SQS holds back the next of its group.
          await sqs(at).send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        }
      }
    }
    return all;
  }
  const queues = async (at: Emulator) => (await sent(at)).map(({ queue }) => queue);
  const key = (video: string) => ({ video: { S: video }, job_name: { S: "Dive 42" } });
  const fields = { user_name: { S: "ana" }, metadata_b64: { S: "e30=" } };
  const put = (at: Emulator, video: string, more: Readonly<Record<string, Attribute>> = fields) =>
    dynamodb(at, "PutItem", { TableName: table, Item: { ...key(video), ...more } });
  /** As a worker does it. */
  const set = (at: Emulator, video: string, step: string, state: string) =>
    dynamodb(at, "UpdateItem", {
      TableName: table,
      Key: key(video),
      UpdateExpression: "SET #step = :step, #u = if_not_exists(#u, :u), #m = if_not_exists(#m, :m)",
      ExpressionAttributeNames: { "#step": step, "#u": "user_name", "#m": "metadata_b64" },
      ExpressionAttributeValues: {
        ":step": { M: { state: { S: state } } },
        ":u": fields.user_name,
        ":m": fields.metadata_b64,
      },
    });
  const scene = async (play: (at: Emulator) => Promise<void>) => {
    const copy = await emulator.fork();
    try {
      await play(copy);
    } finally {
      await copy.stop();
    }
  };

  test("the item of the documentation starts the first step", () =>
    scene(async (at) => {
      const page = readFileSync(path.join(projectFolder(), "docs", "pipelines.md"), "utf8");
      const [, item = ""] = /put-item --table-name Dives-videos --item '([^']*)'/.exec(page) ?? [];
      await dynamodb(at, "PutItem", { TableName: table, Item: JSON.parse(item) as object });
      expect(await sent(at)).toMatchObject([{ queue: queueOf("Benthic"), group: "dives/dive.mp4" }]);
    }));

  test("a new item starts the first step, its end the second, and the second's end nothing", () =>
    scene(async (at) => {
      await put(at, "dives/a.mp4");
      expect(await sent(at)).toEqual([
        {
          queue: queueOf("Benthic"),
          group: "dives/a.mp4",
          body: {
            video: "dives/a.mp4",
            clean: "False",
            user_name: "ana",
            job_name: "Dive 42",
            metadata_b64: "e30=",
          },
        },
      ]);
      await set(at, "dives/a.mp4", "Benthic", "running");
      expect(await queues(at)).toEqual([]);
      await set(at, "dives/a.mp4", "Benthic", "done");
      expect(await sent(at)).toEqual([
        {
          queue: queueOf("Species"),
          group: "dives/a.mp4",
          body: {
            video: "dives/a.mp4",
            bucket: "benthic-video-123456789012-us-west-2",
            clean: "False",
            user_name: "ana",
            job_name: "Dive 42",
            metadata_b64: "e30=",
          },
        },
      ]);
      await set(at, "dives/a.mp4", "Species", "running");
      await set(at, "dives/a.mp4", "Species", "done");
      expect(await queues(at)).toEqual([]);
      // What the pipes went by are the stream's own records.
      const records = await recordsOf(at, table);
      expect(records.map(({ eventName }) => eventName)).toEqual(["INSERT", "MODIFY", "MODIFY", "MODIFY", "MODIFY"]);
      expect(records[2]?.dynamodb).toMatchObject({
        OldImage: { Benthic: { M: { state: { S: "running" } } } },
        NewImage: { Benthic: { M: { state: { S: "done" } } } },
      });
    }));

  test("a video that the client has sent to the first step's queue goes on by itself, and is not started again", () =>
    scene(async (at) => {
      await set(at, "b.mp4", "Benthic", "running");
      expect(await queues(at)).toEqual([]);
      await set(at, "b.mp4", "Benthic", "done");
      expect(await queues(at)).toEqual([queueOf("Species")]);
      // A change that changes nothing leaves no record.
      await set(at, "b.mp4", "Benthic", "done");
      expect((await recordsOf(at, table)).map(({ eventName }) => eventName)).toEqual(["INSERT", "MODIFY"]);
    }));

  test("further changes of an item, a second end and a failure start nothing", () =>
    scene(async (at) => {
      await put(at, "c.mp4");
      await set(at, "c.mp4", "Benthic", "failed");
      await set(at, "c.mp4", "Benthic", "done");
      expect(await queues(at)).toEqual([queueOf("Benthic"), queueOf("Species")]);
      await set(at, "c.mp4", "Benthic", "done");
      await dynamodb(at, "UpdateItem", {
        TableName: table,
        Key: key("c.mp4"),
        UpdateExpression: "SET note = :n",
        ExpressionAttributeValues: { ":n": { S: "seen" } },
      });
      await set(at, "c.mp4", "Species", "running");
      // Tried again after it was done, as by hand.
      await set(at, "c.mp4", "Benthic", "running");
      await set(at, "c.mp4", "Benthic", "done");
      await dynamodb(at, "DeleteItem", { TableName: table, Key: key("c.mp4") });
      expect(await queues(at)).toEqual([]);
    }));

  test("a second end within five minutes, before the next step has begun, is dropped by the queue", () =>
    scene(async (at) => {
      await set(at, "d.mp4", "Benthic", "done");
      await set(at, "d.mp4", "Benthic", "running");
      await set(at, "d.mp4", "Benthic", "done");
      expect(await queues(at)).toEqual([queueOf("Species")]);
    }));

  test("an item without what a worker reports by starts nothing", () =>
    scene(async (at) => {
      await put(at, "e.mp4", { user_name: { S: "ana" } });
      expect(await queues(at)).toEqual([]);
    }));

  test("a name that reads like JSON arrives as it is", () =>
    scene(async (at) => {
      await put(at, '"quoted"\\{}.mp4');
      expect(await sent(at)).toMatchObject([{ queue: queueOf("Benthic"), body: { video: '"quoted"\\{}.mp4' } }]);
    }));

  test("what cannot be handed on goes to the dead-letter queue", () =>
    scene(async (at) => {
      // SQS takes no blank in a message group.
      await put(at, "dive 1.mp4");
      const { QueueUrl } = await sqs(at).send(new GetQueueUrlCommand({ QueueName: queueOf("Species") }));
      await sqs(at).send(new DeleteQueueCommand({ QueueUrl }));
      await set(at, "f.mp4", "Benthic", "done");
      await makeQueueIn(at, queueOf("Species"));
      const found = await sent(at);
      expect(found.map(({ queue }) => queue)).toEqual(["Dives-undelivered", "Dives-undelivered"]);
      expect(found[0]?.body).toMatchObject({ DDBStreamBatchInfo: { batchSize: 1 } });
    }));
  const makeQueueIn = (at: Emulator, name: string) =>
    sqs(at).send(new CreateQueueCommand({ QueueName: name, Attributes: fifo }));

  test("the documentation's pipeline.py writes what the pipes wait for, once", () =>
    scene(async (at) => {
      const page = readFileSync(path.join(projectFolder(), "docs", "pipelines.md"), "utf8");
      const [, line = ""] = /## From a list of steps[^]*?```python\n([^\n]+)\n```/.exec(page) ?? [];
      const script = path.join(project.folder, "steps.py");
      writeFileSync(
        script,
        `import json, sys
sys.path.insert(0, ${JSON.stringify(path.join(projectFolder(), "docs", "example-worker"))})
import pipeline
body = {"video": "g.mp4", "job_name": "Dive 42", "user_name": "ana", "metadata_b64": "e30="}
print(pipeline.begin(body), pipeline.begin(body), pipeline.done(body, result_file={"bucket": "b", "key": "k"}))
print(pipeline.begin(body), pipeline.done(body))
item = {"video": "old.mp4", "steps": [{"state": "done", "step": "Benthic"}, {"state": "running", "step": "Species"}]}
${line}
print(json.dumps(item))
`,
      );
      const environment = {
        ...process.env,
        ...at.environment,
        PIPELINE_TABLE: table,
        PROCESSOR: "Benthic",
        PYTHONDONTWRITEBYTECODE: "1",
      };
      const { stdout } = await runWell(await python(), [script], { folder: project.folder, environment });
      const [first, second, migrated = ""] = stdout.trim().split("\n");
      expect([first, second]).toEqual(["True True True", "False False"]);
      expect(JSON.parse(migrated)).toEqual({
        video: "old.mp4",
        Benthic: { state: "done" },
        Species: { state: "running" },
      });
      expect(await sent(at)).toMatchObject([{ queue: queueOf("Species"), body: { user_name: "ana" } }]);
      const { Item } = await dynamodb<{ Item: object }>(at, "GetItem", { TableName: table, Key: key("g.mp4") });
      expect(Item).toMatchObject({
        Benthic: { M: { state: { S: "done" }, result_file: { M: { bucket: { S: "b" }, key: { S: "k" } } } } },
      });
    }));

  test("a video that was submitted to the first step goes through both, with the example worker", () =>
    scene(async (at) => {
      const s3 = new S3Client({ ...reach(at), forcePathStyle: true });
      const bucket = (model: string, purpose: string) => `${model.toLowerCase()}-${purpose}-123456789012-us-west-2`;
      for (const model of steps) {
        await sqs(at).send(new CreateQueueCommand({ QueueName: `${model}-track.fifo`, Attributes: fifo }));
        for (const purpose of ["video", "track"])
          await s3.send(
            new CreateBucketCommand({
              Bucket: bucket(model, purpose),
              CreateBucketConfiguration: { LocationConstraint: "us-west-2" },
            }),
          );
      }
      await s3.send(new PutObjectCommand({ Bucket: bucket("Benthic", "video"), Key: "dives/a.mp4", Body: "film" }));
      const { QueueUrl } = await sqs(at).send(new GetQueueUrlCommand({ QueueName: queueOf("Benthic") }));
      const message = {
        video: "dives/a.mp4",
        clean: "False",
        user_name: "ana",
        job_name: "Dive 42",
        metadata_b64: "e30=",
      };
      const submitted = { QueueUrl, MessageBody: JSON.stringify(message), MessageGroupId: "20261122-a" };
      await sqs(at).send(new SendMessageCommand(submitted));

      for (const model of steps) {
        const environment = {
          PROCESSOR: model,
          VIDEO_QUEUE: queueOf(model),
          TRACK_QUEUE: `${model}-track.fifo`,
          VIDEO_BUCKET: bucket(model, "video"),
          TRACK_BUCKET: bucket(model, "track"),
          PIPELINE_TABLE: table,
          AWS_REGION: "us-west-2",
          PYTHONDONTWRITEBYTECODE: "1",
        };
        const worker = await startWorker(at, environment, ["sh", "-c", 'cp "$1" "$2/seen"', "model"]);
        expect([await worker.ended, worker.said()]).toEqual([0, ""]);
      }
      const { Item } = await dynamodb<{ Item: object }>(at, "GetItem", { TableName: table, Key: key("dives/a.mp4") });
      const result = (model: string) => ({
        M: {
          state: { S: "done" },
          result_file: { M: { bucket: { S: bucket(model, "track") }, key: { S: "dives/a.tracks.tar.gz" } } },
        },
      });
      expect(Item).toMatchObject({ Benthic: result("Benthic"), Species: result("Species") });
      expect(await queues(at)).toEqual([]);
    }));
  const fifo = { FifoQueue: "true", ContentBasedDeduplication: "true" };

  test("another step is added in place, and nothing that is there is replaced", async () => {
    const file = path.join(project.folder, "models", "Dives.yaml");
    const yaml = readFileSync(file, "utf8");
    const third = readFileSync(path.join(project.folder, "models", "Species.yaml"), "utf8");
    writeFileSync(path.join(project.folder, "models", "Depth.yaml"), third.replaceAll("Species", "Depth"));
    writeFileSync(
      file,
      yaml.replace("  - Species\n", "  - Species\n  - { Model: Depth, After: [Benthic, Species] }\n"),
    );
    await makeQueue(queueOf("Depth"));
    await project.cdktf("synth");
    const touched = (await plan(project, stack)).filter((line) => / (will|must) be /.test(line));
    expect(touched).toEqual([
      expect.stringMatching(/^aws_iam_role\.to-Depth_role will be created/),
      expect.stringMatching(/^aws_iam_role_policy\.to-Depth_policy will be created/),
      expect.stringMatching(/^aws_pipes_pipe\.to-Depth will be created/),
      expect.stringMatching(/^aws_ssm_parameter\.outputs_parameter will be updated in-place/),
    ]);
    writeFileSync(file, yaml);
    await project.cdktf("synth");
  });

  test("destroy leaves the models' queues alone", async () => {
    await project.terraform(stack, ["destroy", "-auto-approve"]);
    expect((await project.terraform(stack, ["state", "list"])).stdout).toBe("");
    for (const model of steps)
      expect(await sqs().send(new GetQueueUrlCommand({ QueueName: queueOf(model) }))).toHaveProperty("QueueUrl");
  });
});
