import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { namesOf } from "../../constructs/names";
import type { ModelSpec } from "../../models/format/spec";
import { isDenied, needing, unlessMissing } from "../aws-failure";
import { reach } from "../reach";
import { type Letter, letterOf } from "./letter";

/** The stack's dead-letter queue, and the queue whose messages end there. */
export interface DeadQueue {
  readonly client: SQSClient;
  readonly url: string;
  readonly arn: string;
  readonly videoUrl: string;
  readonly videoArn: string;
  /** Tries before SQS gives a video up. */
  readonly maxReceiveCount: number;
  /** All that it holds, as SQS counts. */
  readonly letters: number;
}

/** Undefined: the stack is not deployed. */
export async function findDeadQueue({ stackName, region }: ModelSpec): Promise<DeadQueue | undefined> {
  const client = new SQSClient(reach(region));
  const names = namesOf(stackName);
  const [dead, video] = await Promise.all([
    attributesOf(names.deadQueue, client),
    attributesOf(names.videoQueue, client),
  ]);
  if (!dead || !video) return undefined;
  const { maxReceiveCount = 0 } = JSON.parse(video.attributes.RedrivePolicy ?? "{}") as { maxReceiveCount?: number };
  return {
    client,
    url: dead.url,
    arn: dead.attributes.QueueArn ?? "",
    videoUrl: video.url,
    videoArn: video.attributes.QueueArn ?? "",
    maxReceiveCount,
    letters:
      Number(dead.attributes.ApproximateNumberOfMessages ?? 0) +
      Number(dead.attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
  };
}

async function attributesOf(name: string, client: SQSClient) {
  const queue = await unlessMissing(
    ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"],
    needing("sqs:GetQueueUrl", client.send(new GetQueueUrlCommand({ QueueName: name }))),
  );
  if (!queue?.QueueUrl) return undefined;
  const question = new GetQueueAttributesCommand({ QueueUrl: queue.QueueUrl, AttributeNames: ["All"] });
  const { Attributes = {} } = await needing("sqs:GetQueueAttributes", client.send(question));
  return { url: queue.QueueUrl, attributes: Attributes as Readonly<Record<string, string | undefined>> };
}

/** Seconds for which letters are hidden from others while they are read; they are given back sooner. */
const readingSeconds = 120;

/** More than a person reads, and read well within that time. */
export const mostLetters = 500;

/**
 * Does something with all letters that can be seen, and gives back those that are still there: reading counts no try and
 * takes nothing away, because the queue has no redrive of its own. What others are reading cannot be seen meanwhile: the
 * client's monitor hides what it has read for 15 minutes.
 */
export async function withLetters<Result>(
  { client, url }: DeadQueue,
  work: (letters: readonly Letter[]) => Promise<Result>,
): Promise<Result> {
  const letters = new Map<string, Letter>();
  try {
    // A short answer of SQS is no proof that there are no more; an empty one after a wait is.
    while (letters.size < mostLetters) {
      const question = new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: readingSeconds,
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ["All"],
      });
      const { Messages = [] } = await needing("sqs:ReceiveMessage", client.send(question));
      for (const message of Messages) letters.set(message.MessageId ?? "", letterOf(message));
      if (Messages.length === 0) break;
    }
    return await work([...letters.values()].sort((a, b) => a.deadSince - b.deadSince));
  } finally {
    await giveBack([...letters.values()], client, url);
  }
}

/** Those that were deleted meanwhile are answered with a failure each, which is as it should be. */
async function giveBack(letters: readonly Letter[], client: SQSClient, url: string): Promise<void> {
  for (let start = 0; start < letters.length; start += 10) {
    const Entries = letters.slice(start, start + 10).map(({ receipt }, index) => ({
      Id: String(index),
      ReceiptHandle: receipt,
      VisibilityTimeout: 0,
    }));
    try {
      await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }));
    } catch (error) {
      // They come back by themselves.
      if (!isDenied(error)) throw error;
    }
  }
}
