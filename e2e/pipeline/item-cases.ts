import { DeleteQueueCommand } from "@aws-sdk/client-sqs";
import { readFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../../emulator/place";
import { dynamodb, recordsOf } from "../dynamodb";
import { key, makeQueue, put, queueOf, queues, sent, set, sqs, table, urlOf, type Scene } from "./dives";

/** What each change of an item sends to which queue. */
export function itemCases(scene: Scene): void {
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
      await sqs(at).send(new DeleteQueueCommand({ QueueUrl: await urlOf(at, queueOf("Species")) }));
      await set(at, "f.mp4", "Benthic", "done");
      await makeQueue(at, queueOf("Species"));
      const found = await sent(at);
      expect(found.map(({ queue }) => queue)).toEqual(["Dives-undelivered", "Dives-undelivered"]);
      expect(found[0]?.body).toMatchObject({ DDBStreamBatchInfo: { batchSize: 1 } });
    }));
}
