import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { needing, unlessMissing } from "../aws-failure";

export interface Queue {
  readonly url: string;
  readonly arn: string;
  /** All that it holds, as SQS counts: approximate. */
  readonly messages: number;
  readonly maxReceiveCount?: number;
}

/** Undefined: there is no such queue. */
export async function findQueue(name: string, client: SQSClient): Promise<Queue | undefined> {
  const queue = await unlessMissing(
    ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"],
    needing("sqs:GetQueueUrl", client.send(new GetQueueUrlCommand({ QueueName: name }))),
  );
  if (!queue?.QueueUrl) return undefined;
  const question = new GetQueueAttributesCommand({ QueueUrl: queue.QueueUrl, AttributeNames: ["All"] });
  const { Attributes = {} } = await needing("sqs:GetQueueAttributes", client.send(question));
  const { maxReceiveCount } = JSON.parse(Attributes.RedrivePolicy ?? "{}") as { maxReceiveCount?: number };
  return {
    url: queue.QueueUrl,
    arn: Attributes.QueueArn ?? "",
    messages:
      Number(Attributes.ApproximateNumberOfMessages ?? 0) +
      Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
    ...(maxReceiveCount !== undefined && { maxReceiveCount }),
  };
}
