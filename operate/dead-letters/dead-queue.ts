import { SQSClient } from "@aws-sdk/client-sqs";
import { namesOf } from "../../constructs/names";
import type { ModelSpec } from "../../models/format/spec";
import { findQueue, type Queue } from "../queues/find-queue";
import { peek } from "../queues/peek";
import { reach } from "../reach";
import { type Letter, letterOf } from "./letter";

/** The stack's dead-letter queue, and the queue whose messages end there. */
export interface DeadQueue {
  readonly client: SQSClient;
  readonly dead: Queue;
  readonly video: Queue;
}

/** Undefined: the stack is not deployed. */
export async function findDeadQueue({ stackName, region }: ModelSpec): Promise<DeadQueue | undefined> {
  const client = new SQSClient(reach(region));
  const names = namesOf(stackName);
  const [dead, video] = await Promise.all([findQueue(names.deadQueue, client), findQueue(names.videoQueue, client)]);
  return dead && video && { client, dead, video };
}

/** Does something with all letters that can be seen, the oldest first, and gives back those that are still there. */
export function withLetters<Result>(
  { client, dead }: DeadQueue,
  work: (letters: readonly Letter[]) => Promise<Result>,
): Promise<Result> {
  return peek(client, dead.url, { most: 500, seconds: 120 }, (messages) =>
    work(messages.map(letterOf).sort((a, b) => a.deadSince - b.deadSince)),
  );
}
