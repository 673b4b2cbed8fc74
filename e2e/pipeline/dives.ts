import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { Emulator } from "../../emulator/emulator";
import { reach } from "../account";
import { dynamodb, type Attribute } from "../dynamodb";

// The shipped pipeline of two steps, as its items, its workers and its queues see it; `at` is the account.
export const stack = "Dives";
export const table = "Dives-videos";
export const steps = ["Benthic", "Species"];
export const queueOf = (model: string) => `${model}-video.fifo`;

export interface Sent {
  readonly queue: string;
  readonly body: Readonly<Record<string, string>>;
  readonly group: string | undefined;
}

/** Plays something in a copy of the account in which the pipeline is deployed. */
export type Scene = (play: (at: Emulator) => Promise<void>) => Promise<void>;

export const sqs = (at: Emulator) => new SQSClient({ ...reach(at), useQueueUrlAsEndpoint: false });

export const makeQueue = (at: Emulator, QueueName: string) =>
  sqs(at).send(
    new CreateQueueCommand({
      QueueName,
      Attributes: { FifoQueue: "true", ContentBasedDeduplication: "true", VisibilityTimeout: "7200" },
    }),
  );

export async function urlOf(at: Emulator, QueueName: string): Promise<string | undefined> {
  return (await sqs(at).send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;
}

/** All messages that came to the queues since the last look. */
export async function sent(at: Emulator): Promise<Sent[]> {
  const all: Sent[] = [];
  for (const queue of [...steps.map(queueOf), "Dives-undelivered"]) {
    const QueueUrl = await urlOf(at, queue);
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

export const queues = async (at: Emulator) => (await sent(at)).map(({ queue }) => queue);

export const key = (video: string) => ({ video: { S: video }, job_name: { S: "Dive 42" } });
const fields = { user_name: { S: "ana" }, metadata_b64: { S: "e30=" } };

export const put = (at: Emulator, video: string, more: Readonly<Record<string, Attribute>> = fields) =>
  dynamodb(at, "PutItem", { TableName: table, Item: { ...key(video), ...more } });

/** As a worker does it. */
export const set = (at: Emulator, video: string, step: string, state: string) =>
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
