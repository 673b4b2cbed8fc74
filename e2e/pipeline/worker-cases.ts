import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../../emulator/place";
import { reach } from "../account";
import { python } from "../client-driver";
import { runWell } from "../command";
import { dynamodb } from "../dynamodb";
import { startWorker } from "../example-worker";
import { key, makeQueue, queueOf, queues, sent, sqs, steps, table, urlOf, type Scene } from "./dives";

/** What the documentation's workers write, and what comes of it. Their files go into the folder. */
export function workerCases(scene: Scene, folder: () => string): void {
  test("the documentation's pipeline.py writes what the pipes wait for, once", () =>
    scene(async (at) => {
      const page = readFileSync(path.join(projectFolder(), "docs", "pipelines.md"), "utf8");
      const [, line = ""] = /## From a list of steps[^]*?```python\n([^\n]+)\n```/.exec(page) ?? [];
      const script = path.join(folder(), "steps.py");
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
      const { stdout } = await runWell(await python(), [script], { folder: folder(), environment });
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
        await makeQueue(at, `${model}-track.fifo`);
        for (const purpose of ["video", "track"])
          await s3.send(
            new CreateBucketCommand({
              Bucket: bucket(model, purpose),
              CreateBucketConfiguration: { LocationConstraint: "us-west-2" },
            }),
          );
      }
      await s3.send(new PutObjectCommand({ Bucket: bucket("Benthic", "video"), Key: "dives/a.mp4", Body: "film" }));
      const message = {
        video: "dives/a.mp4",
        clean: "False",
        user_name: "ana",
        job_name: "Dive 42",
        metadata_b64: "e30=",
      };
      const QueueUrl = await urlOf(at, queueOf("Benthic"));
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
}
