import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient, type QueueAttributeName } from "@aws-sdk/client-sqs";
import { namesOf } from "../../constructs/names";
import type { AnyModelSpec } from "../../models/format/spec";
import { needing } from "../aws-problem";

/** Messages of a stack's queues, as SQS counts them, which is about right ("GetQueueAttributes"). */
export interface Messages {
  /** Videos that nobody has begun. */
  readonly waiting: number;
  /** Videos that a worker has taken and not finished. */
  readonly inFlight: number;
  /** Reports of finished videos that nobody has read. */
  readonly track: number;
  /** Videos that failed too often. */
  readonly dead: number;
}

export async function messagesOf({ kind, stackName, region }: AnyModelSpec): Promise<Messages> {
  if (kind === "served") return { waiting: 0, inFlight: 0, track: 0, dead: 0 };
  // The client would else send each request to wherever the queue's URL says.
  const sqs = new SQSClient({ region, useQueueUrlAsEndpoint: false });
  const names = namesOf(stackName);
  const [video, track, dead] = await Promise.all(
    [names.videoQueue, names.trackQueue, names.deadQueue].map((name) => count(sqs, name)),
  );
  const all = (counts?: Counts) => (counts ? counts.waiting + counts.inFlight : 0);
  return { waiting: video?.waiting ?? 0, inFlight: video?.inFlight ?? 0, track: all(track), dead: all(dead) };
}

interface Counts {
  readonly waiting: number;
  readonly inFlight: number;
}

const WAITING: QueueAttributeName[] = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesDelayed"];
const IN_FLIGHT: QueueAttributeName = "ApproximateNumberOfMessagesNotVisible";

async function count(sqs: SQSClient, QueueName: string): Promise<Counts> {
  try {
    const { QueueUrl } = await needing("sqs:GetQueueUrl", sqs.send(new GetQueueUrlCommand({ QueueName })));
    const request = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...WAITING, IN_FLIGHT] });
    const { Attributes = {} } = await needing("sqs:GetQueueAttributes", sqs.send(request));
    const number = (name: QueueAttributeName) => Number(Attributes[name] ?? 0);
    return { waiting: WAITING.map(number).reduce((sum, each) => sum + each), inFlight: number(IN_FLIGHT) };
  } catch (error) {
    // Half a stack, after a deploy or destroy that failed.
    if (error instanceof Error && /NonExistentQueue|QueueDoesNotExist/.test(error.name))
      return { waiting: 0, inFlight: 0 };
    throw error;
  }
}
