import { DataAwsSqsQueues } from "@cdktf/provider-aws/lib/data-aws-sqs-queues";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { PipesPipe } from "@cdktf/provider-aws/lib/pipes-pipe";
import { Construct } from "constructs";
import type { StepSpec } from "../../models/format/spec";
import { bucketName, iamPath, namesOf } from "../names";
import type { PipelineNames } from "./pipeline-names";
import type { Place } from "../place";
import { policy, trust } from "../policy";
import { messageOf, startsOf } from "./step-filter";
import type { Undelivered } from "./undelivered";
import type { VideoTable } from "./video-table";

export interface StepPipeProps {
  readonly step: StepSpec;
  /** StackName of the pipeline's first step, in whose bucket the videos are. */
  readonly first: string;
  readonly names: PipelineNames;
  readonly place: Place;
  readonly table: VideoTable;
  readonly undelivered: Undelivered;
}

/** Hands a video on to one step: an EventBridge pipe from the table's stream to the video queue of the step's model. */
export class StepPipe extends Construct {
  readonly pipe: PipesPipe;

  constructor(scope: Construct, id: string, props: StepPipeProps) {
    super(scope, id);
    const { step, first, names, place, table, undelivered } = props;
    const name = names.pipe(step.model);
    const queue = namesOf(step.model).videoQueue;
    requireQueue(this, step.model, queue);

    const role = new IamRole(this, "role", {
      name,
      path: iamPath,
      assumeRolePolicy: trust("pipes.amazonaws.com", {
        StringEquals: {
          "aws:SourceAccount": place.accountId,
          "aws:SourceArn": place.arn("pipes", `pipe/${name}`),
        },
      }),
    });
    const permissions = new IamRolePolicy(this, "policy", {
      name: "hand-on",
      role: role.name,
      policy: policy(
        {
          Sid: "ReadTheStream",
          Effect: "Allow",
          // All four: "Event source permissions for Amazon EventBridge Pipes". The last limited as AWS's tutorials do it.
          Action: [
            "dynamodb:DescribeStream",
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
            "dynamodb:ListStreams",
          ],
          Resource: place.arn("dynamodb", `table/${names.table}/stream/*`),
        },
        {
          Sid: "HandOn",
          Effect: "Allow",
          Action: "sqs:SendMessage",
          Resource: [place.arn("sqs", queue), place.arn("sqs", names.undelivered)],
        },
      ),
    });
    const bucket = step.model === first ? undefined : bucketName(first, "video", place.accountId, place.region);
    this.pipe = new PipesPipe(this, "Default", {
      name,
      description: `Starts ${step.model} ${step.after.length === 0 ? "for each new item" : `when ${step.after.join(" and ")} is done`}`,
      roleArn: role.arn,
      source: table.table.streamArn,
      sourceParameters: {
        dynamodbStreamParameters: {
          // Not from the beginning: a pipe that is made anew would start again what has long been worked.
          startingPosition: "LATEST",
          // One record, one message: what cannot be delivered holds nothing else back.
          batchSize: 1,
          maximumRetryAttempts: 5,
          deadLetterConfig: { arn: place.arn("sqs", names.undelivered) },
        },
        filterCriteria: { filter: startsOf(step).map((pattern) => ({ pattern: JSON.stringify(pattern) })) },
      },
      target: place.arn("sqs", queue),
      targetParameters: {
        inputTemplate: messageOf(bucket),
        // A path in place of a value ("Amazon EventBridge Pipes targets", dynamic path parameters). The queue's content-based
        // deduplication drops a second message of the same video and job within five minutes.
        sqsQueueParameters: { messageGroupId: "$.dynamodb.NewImage.video.S" },
      },
      dependsOn: [permissions, undelivered.queue],
    });
  }
}

/** Ends a plan, and with it every deploy, while the step's model is not deployed: a pipe to nowhere would be made, and fail later. */
function requireQueue(scope: Construct, model: string, queue: string): void {
  new DataAwsSqsQueues(scope, "queue", {
    queueNamePrefix: queue,
    lifecycle: {
      postcondition: [
        {
          condition: "${length(self.queue_urls) > 0}",
          errorMessage: `The step ${model} is not deployed: there is no queue ${queue}. Nothing was changed. Deploy it first: npx cdktf deploy ${model}`,
        },
      ],
    },
  });
}
