import { CloudWatchClient, GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import { GetQueueAttributesCommand, GetQueueUrlCommand, type QueueAttributeName, SQSClient } from "@aws-sdk/client-sqs";
import type { Names } from "../../constructs/names";
import { isDenied, needing, unlessMissing } from "../aws-failure";
import { reach } from "../reach";
import type { EpochSeconds, Queues } from "./facts";

/** Undefined: there is no such queue. */
export async function lookAtQueues(names: Names, region: string, at: EpochSeconds): Promise<Queues | undefined> {
  const sqs = new SQSClient(reach(region));
  const [video, track, dead, oldestSeconds] = await Promise.all([
    countsOf(names.videoQueue, sqs),
    countsOf(names.trackQueue, sqs),
    countsOf(names.deadQueue, sqs),
    ageOfOldest(names.videoQueue, region, at),
  ]);
  if (!video || !track || !dead) return undefined;
  return {
    ...video,
    ...(video.waiting + video.inFlight + video.delayed > 0 && oldestSeconds !== undefined && { oldestSeconds }),
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

/** SQS itself tells no ages; CloudWatch has them a minute or two late ("Available CloudWatch metrics for Amazon SQS"). */
async function ageOfOldest(queue: string, region: string, at: EpochSeconds): Promise<number | undefined> {
  const question = new GetMetricStatisticsCommand({
    Namespace: "AWS/SQS",
    MetricName: "ApproximateAgeOfOldestMessage",
    Dimensions: [{ Name: "QueueName", Value: queue }],
    StartTime: new Date((at - 600) * 1000),
    EndTime: new Date((at + 60) * 1000),
    Period: 60,
    Statistics: ["Maximum"],
  });
  try {
    const { Datapoints = [] } = await needing(
      "cloudwatch:GetMetricStatistics",
      new CloudWatchClient(reach(region)).send(question),
    );
    const [latest] = Datapoints.sort((a, b) => Number(b.Timestamp) - Number(a.Timestamp));
    return latest?.Maximum;
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}
