import {
  ChangeMessageVisibilityBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { isDenied, needing } from "../aws-failure";

export interface Glance {
  /** Messages at most. */
  readonly most: number;
  /** For how long they may be hidden from others; they are given back sooner. */
  readonly seconds: number;
}

/**
 * Does something with all messages of a queue that can be seen, and gives back those that are still there. On a queue
 * without a redrive of its own this counts no try and takes nothing away. What others are reading cannot be seen meanwhile:
 * the client's monitor hides what it has read for 15 minutes; and of one message group at most ten are shown at a time.
 */
export async function peek<Result>(
  client: SQSClient,
  url: string,
  { most, seconds }: Glance,
  work: (messages: readonly Message[]) => Promise<Result>,
): Promise<Result> {
  const seen = new Map<string, Message>();
  try {
    while (seen.size < most) {
      const before = seen.size;
      const question = new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: seconds,
        WaitTimeSeconds: 1, // a short poll may answer nothing although there is something
        MessageSystemAttributeNames: ["All"],
      });
      const { Messages = [] } = await needing("sqs:ReceiveMessage", client.send(question));
      for (const message of Messages) seen.set(message.MessageId ?? "", message);
      if (seen.size === before) break;
    }
    return await work([...seen.values()]);
  } finally {
    await giveBack([...seen.values()], client, url);
  }
}

/** Those that were deleted meanwhile are answered with a failure each, which is as it should be. */
async function giveBack(messages: readonly Message[], client: SQSClient, url: string): Promise<void> {
  for (let start = 0; start < messages.length; start += 10) {
    const Entries = messages.slice(start, start + 10).map(({ ReceiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle,
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
