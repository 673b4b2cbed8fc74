import { GetQueueUrlCommand, ListQueueTagsCommand, SQSClient } from "@aws-sdk/client-sqs";
import { namesOf } from "../../constructs/names";
import { needing, unlessMissing } from "../aws-failure";
import { isOurs } from "../ours";
import { reach } from "../reach";
import { checkOf, type Plan } from "./check";
import { explainOwners, type Owned } from "./owned";

/** Whether the three queue names are free, or the queues are this model's already. */
export const queues = checkOf("queues", gather, (owners) =>
  explainOwners("queue", owners, () => "Delete what is not needed any more, or give the model another StackName."),
);

async function gather({ spec: { stackName, region } }: Plan): Promise<readonly Owned[]> {
  const sqs = new SQSClient(reach(region));
  const { videoQueue, trackQueue, deadQueue } = namesOf(stackName);
  return Promise.all(
    [videoQueue, trackQueue, deadQueue].map(async (name): Promise<Owned> => {
      const queue = await unlessMissing(
        ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"],
        needing("sqs:GetQueueUrl", sqs.send(new GetQueueUrlCommand({ QueueName: name }))),
      );
      if (!queue?.QueueUrl) return { name, owner: "nobody" };
      const { Tags = {} } = await needing(
        "sqs:ListQueueTags",
        sqs.send(new ListQueueTagsCommand({ QueueUrl: queue.QueueUrl })),
      );
      const tags = Object.entries(Tags).map(([Key, Value]) => ({ Key, Value }));
      return { name, owner: isOurs(tags, stackName) ? "this model" : "another" };
    }),
  );
}
