import { CloudWatchClient, GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import { GetQueueAttributesCommand, GetQueueUrlCommand, type QueueAttributeName, SQSClient } from "@aws-sdk/client-sqs";
import type { Names } from "../../constructs/names";
import { needing, unlessMissing } from "../aws-failure";
import { reach } from "../reach";
import type { EpochSeconds, Queues } from "./facts";

/** Undefined: there is no such queue. */
export async function lookAtQueues(names: Names, region: string): Promise<Queues | undefined> {
  const sqs = new SQSClient(reach(region));
  const [video, track, dead] = await Promise.all([
    countsOf(names.videoQueue, sqs),
    countsOf(names.trackQueue, sqs),
    countsOf(names.deadQueue, sqs),
  ]);
  if (!video || !track || !dead) return undefined;
  return {
    ...video,
    // What the client's monitor has just read is in flight for a while.
    results: track.waiting + track.inFlight,
    deadLetters: dead.waiting + dead.inFlight,
  };
}

const COUNTS = {
  waiting: "ApproximateNumberOfMessages",
  inFlight: "ApproximateNumberOfMessagesNotVisible",
  delayed: "ApproximateNumberOfMessagesDelayed",
} as const satisfies Record<string, QueueAttributeName>;

async function countsOf(name: string, sqs: SQSClient) {
  const queue = await unlessMissing(
    ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"],
    needing("sqs:GetQueueUrl", sqs.send(new GetQueueUrlCommand({ QueueName: name }))),
  );
  if (!queue) return undefined;
  const question = { QueueUrl: queue.QueueUrl, AttributeNames: Object.values(COUNTS) };
  const { Attributes } = await needing("sqs:GetQueueAttributes", sqs.send(new GetQueueAttributesCommand(question)));
  const count = (attribute: QueueAttributeName) => Number(Attributes?.[attribute] ?? 0);
  return { waiting: count(COUNTS.waiting), inFlight: count(COUNTS.inFlight), delayed: count(COUNTS.delayed) };
}

/**
 * SQS itself tells no ages; CloudWatch has them a minute or two late ("Available CloudWatch metrics for Amazon SQS"), also that
 * of a video that is done by now. Undefined: it knows none.
 */
export async function lookAtOldest(names: Names, region: string, at: EpochSeconds): Promise<number | undefined> {
  const question = new GetMetricStatisticsCommand({
    Namespace: "AWS/SQS",
    MetricName: "ApproximateAgeOfOldestMessage",
    Dimensions: [{ Name: "QueueName", Value: names.videoQueue }],
    StartTime: new Date((at - 600) * 1000),
    EndTime: new Date((at + 60) * 1000),
    Period: 60,
    Statistics: ["Maximum"],
  });
  const { Datapoints = [] } = await needing(
    "cloudwatch:GetMetricStatistics",
    new CloudWatchClient(reach(region)).send(question),
  );
  const [latest] = Datapoints.sort((a, b) => Number(b.Timestamp) - Number(a.Timestamp));
  return latest?.Maximum;
}

export function withOldest(queues: Queues, oldestSeconds: number | undefined): Queues {
  const videos = queues.waiting + queues.inFlight + queues.delayed;
  return videos > 0 && oldestSeconds !== undefined ? { ...queues, oldestSeconds } : queues;
}
