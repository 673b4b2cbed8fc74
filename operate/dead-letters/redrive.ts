import {
  DeleteMessageCommand,
  ListMessageMoveTasksCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { needing } from "../aws-failure";
import type { DeadQueue } from "./dead-queue";
import type { Letter } from "./letter";

/**
 * Sends letters to the video queue once more, each in its own group. SQS's own redrive moves a whole queue and cannot
 * choose. Sent first and deleted then: whatever fails between the two, no video is lost. The deduplication id is the
 * letter's own, so that trying the same again within SQS's five minutes queues nothing twice.
 */
export async function redriveChosen(queue: DeadQueue, letters: readonly Letter[]): Promise<void> {
  const { client, dead, video } = queue;
  for (const { id, receipt, groupId, body } of letters) {
    const message = { MessageBody: body, MessageGroupId: groupId, MessageDeduplicationId: `redrive-${id}` };
    await needing("sqs:SendMessage", client.send(new SendMessageCommand({ QueueUrl: video.url, ...message })));
    await needing(
      "sqs:DeleteMessage",
      client.send(new DeleteMessageCommand({ QueueUrl: dead.url, ReceiptHandle: receipt })),
    );
  }
}

/** SQS began to move letters and ended otherwise than done. */
export class RedriveFailed extends Error {}

/**
 * SQS's own redrive of all letters. Its destination is named, because SQS does not know where a letter came from that a
 * worker sent here itself ("StartMessageMoveTask").
 *
 * @param wait is awaited between two looks at how far it is
 * @returns how many were moved
 * @throws RedriveFailed with SQS's reason; what was moved by then is in the video queue, the rest where it was
 */
export async function redriveAll(queue: DeadQueue, wait: () => Promise<void>): Promise<number> {
  const { client, dead, video } = queue;
  const order = new StartMessageMoveTaskCommand({ SourceArn: dead.arn, DestinationArn: video.arn });
  await needing("sqs:StartMessageMoveTask", client.send(order));
  for (;;) {
    const { Results: [task] = [] } = await needing(
      "sqs:ListMessageMoveTasks",
      client.send(new ListMessageMoveTasksCommand({ SourceArn: dead.arn, MaxResults: 1 })),
    );
    if (task?.Status === "COMPLETED") return Number(task.ApproximateNumberOfMessagesMoved ?? 0);
    if (task?.Status !== "RUNNING")
      throw new RedriveFailed(`SQS ended the redrive as ${task?.Status}: ${task?.FailureReason ?? "no reason given"}`);
    await wait();
  }
}
