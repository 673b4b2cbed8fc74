import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import type { Api } from "./aws/api";
import type { Wait } from "./clock";

/** What a video's file tells the worker that plays on it. */
export interface Film {
  readonly seconds: number;
  /** `fails`: the model ends badly, each time. `hangs`: it never ends the first time. */
  readonly fate?: "fails" | "hangs";
  /** Its message asks that it be deleted when it is done. */
  readonly clean?: boolean;
}

/** What became of videos, by their keys. */
export interface WorkLog {
  readonly taken: { readonly video: string; readonly at: number }[];
  readonly finished: { readonly video: string; readonly at: number }[];
}

/** What a container finds and may ask of its surroundings. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** AWS, as the task's role. */
  readonly api: Api;
  readonly wait: Wait;
  /** SIGTERM has come. */
  readonly isTold: () => boolean;
  readonly modelLoadSeconds: number;
  readonly log: WorkLog;
  readonly now: () => number;
}

/** A video that hangs is looked at so often whether it still does. */
const hangStep = 300;

/**
 * A worker that keeps the container's contract (docs/container.md) with real calls, and whose model only takes time: it
 * loads what its command names in S3, takes videos until the queue is empty, and on SIGTERM finishes its own.
 * @returns its exit code. @throws Error of AWS when a part is not there or not allowed
 */
export async function work(container: Surroundings): Promise<number> {
  const { environment, command, api, wait, isTold } = container;
  const variable = (name: string): string => {
    const value = environment[name];
    if (value === undefined) throw new Error(`${name} is not set`);
    return value;
  };
  const queue = async (name: string) =>
    (await api.sqs.send(new GetQueueUrlCommand({ QueueName: variable(name) }))).QueueUrl ?? "";

  const words = [...command, ...Object.values(environment)].join(" ");
  for (const [location] of words.matchAll(/s3:\/\/\S+/g)) await fetchInput(api, location);
  await wait(container.modelLoadSeconds);
  const videos = await queue("VIDEO_QUEUE");
  const poll = await pollSeconds(api, videos);
  while (!isTold()) {
    const message = (await receive(api, videos)) ?? (await wait(poll).then(() => receive(api, videos)));
    if (message === undefined) return 0;
    const { video, ...rest } = JSON.parse(message.body) as { video: string; clean: string };
    const receipt = { QueueUrl: videos, ReceiptHandle: message.receipt };
    container.log.taken.push({ video, at: container.now() });
    const film = await fetchObject(api, `s3://${variable("VIDEO_BUCKET")}/${video}`);
    const isFirst = container.log.taken.filter((take) => take.video === video).length === 1;
    while (film.fate === "hangs" && isFirst) await wait(hangStep);
    await wait(film.seconds);
    if (film.fate === "fails") {
      await api.sqs.send(new ChangeMessageVisibilityCommand({ ...receipt, VisibilityTimeout: 0 }));
      continue;
    }
    const results = video.replace(/\.\w+$/, ".tracks.tar.gz");
    await api.s3.send(new PutObjectCommand({ Bucket: variable("TRACK_BUCKET"), Key: results, Body: "tracks" }));
    const report = JSON.stringify({ video, ...rest, status: "SUCCESS", results });
    await api.sqs.send(
      new SendMessageCommand({ QueueUrl: await queue("TRACK_QUEUE"), MessageBody: report, MessageGroupId: message.id }),
    );
    await api.sqs.send(new DeleteMessageCommand(receipt));
    if (rest.clean === "True")
      await api.s3.send(new DeleteObjectCommand({ Bucket: variable("VIDEO_BUCKET"), Key: video }));
    container.log.finished.push({ video, at: container.now() });
  }
  return 0;
}

/** An object, or all below a prefix. */
async function fetchInput(api: Api, location: string): Promise<void> {
  if (!location.endsWith("/")) return void (await fetchObject(api, location));
  const [, Bucket, Prefix] = /^s3:\/\/([^/]+)\/(.*)$/.exec(location) ?? [];
  const { Contents = [] } = await api.s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
  for (const { Key } of Contents) await fetchObject(api, `s3://${Bucket}/${Key}`);
}

async function fetchObject(api: Api, location: string): Promise<Film> {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.*)$/.exec(location) ?? [];
  const { Body } = await api.s3.send(new GetObjectCommand({ Bucket, Key }));
  return JSON.parse((await Body?.transformToString()) ?? "") as Film;
}

async function receive(api: Api, QueueUrl: string) {
  // The emulator's clock stands still while this is asked: the waiting is the caller's.
  const ask = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 1, WaitTimeSeconds: 0 });
  const [message] = (await api.sqs.send(ask)).Messages ?? [];
  if (message === undefined) return undefined;
  return { id: message.MessageId ?? "", body: message.Body ?? "", receipt: message.ReceiptHandle };
}

/** How long the queue itself waits before it answers that there is nothing. */
async function pollSeconds(api: Api, QueueUrl: string): Promise<number> {
  const ask = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ReceiveMessageWaitTimeSeconds"] });
  return Number((await api.sqs.send(ask)).Attributes?.ReceiveMessageWaitTimeSeconds ?? 0);
}
