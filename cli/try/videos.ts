import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { namesOf } from "../../constructs/names";
import type { ModelSpec } from "../../models/format/spec";
import { messagesOf, type Messages } from "../destroy/messages";

/** Uploads a video and queues it, as the client does (docs/clients.md). */
export async function submit({ stackName, region }: ModelSpec, bucket: string, key: string): Promise<void> {
  await new S3Client({ region }).send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: `frames of ${key}` }));
  const sqs = new SQSClient({ region });
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: namesOf(stackName).videoQueue }));
  const metadata = Buffer.from(JSON.stringify({ message_uuid: randomUUID() })).toString("base64");
  const body = { video: key, clean: "False", user_name: "you", job_name: "first try", metadata_b64: metadata };
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body), MessageGroupId: key }));
}

/** Such as `video queue: 1 waiting, 1 in flight; finished: 0`. */
export async function counts(spec: ModelSpec): Promise<string> {
  const { waiting, inFlight, track, dead }: Messages = await messagesOf(spec);
  const failed = dead > 0 ? `; failed: ${dead}` : "";
  return `video queue: ${waiting} waiting, ${inFlight} in flight; finished: ${track}${failed}`;
}

/** Says what is in the queues whenever it has changed, until the work is done. */
export async function watch<Result>(
  spec: ModelSpec,
  say: (line: string) => void,
  work: Promise<Result>,
): Promise<Result> {
  let [over, last] = [false, ""];
  const settled = work.finally(() => (over = true));
  const look = async () => {
    const now = await counts(spec);
    if (now !== last) say(now);
    last = now;
  };
  while (!over) {
    await look();
    await Promise.race([settled, pause(250)]);
  }
  await look();
  return settled;
}
