import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { ITEM_ATTRIBUTES } from "../../models/format/pipeline-rules";
import type { MembershipSpec, ModelSpec } from "../../models/format/spec";
import type { Buckets } from "../queues/buckets";
import { bucketName, iamPath, type Names } from "../names";
import { pipelineNamesOf } from "../pipeline/pipeline-names";
import type { Place } from "../place";
import { policy, trust, type Statement } from "../policy";
import { readLocation } from "./read-location";
import { sessionChannel } from "./session-channel";

export interface TaskRoleProps {
  readonly spec: ModelSpec;
  readonly names: Names;
  readonly place: Place;
  readonly buckets: Buckets;
}

/** What the container may do: work this stack's queues and buckets, and read its own model and configuration. */
export class TaskRole extends Construct {
  readonly role: IamRole;

  constructor(scope: Construct, id: string, props: TaskRoleProps) {
    super(scope, id);
    const { spec, names, place, buckets } = props;
    this.role = new IamRole(this, "Default", {
      name: names.taskRole,
      path: iamPath,
      assumeRolePolicy: trust("ecs-tasks.amazonaws.com", place.onlyThisAccount("ecs")),
    });
    new IamRolePolicy(this, "policy", {
      name: "work",
      role: this.role.name,
      policy: policy(
        {
          Sid: "TakeVideos",
          Effect: "Allow",
          Action: [
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:ChangeMessageVisibility",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
          ],
          Resource: place.arn("sqs", names.videoQueue),
        },
        {
          Sid: "Report",
          Effect: "Allow",
          Action: ["sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl"],
          Resource: [place.arn("sqs", names.trackQueue), place.arn("sqs", names.deadQueue)],
        },
        {
          // Deleting: a message may ask for its video to be cleaned away when it is done.
          Sid: "ReadVideos",
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:GetObjectTagging", "s3:DeleteObject"],
          Resource: place.s3Arn(`${buckets.videoName}/*`),
        },
        {
          Sid: "WriteResults",
          Effect: "Allow",
          Action: ["s3:PutObject", "s3:PutObjectTagging", "s3:GetObject", "s3:AbortMultipartUpload"],
          Resource: place.s3Arn(`${buckets.trackName}/*`),
        },
        {
          Sid: "ListItsBuckets",
          Effect: "Allow",
          Action: ["s3:ListBucket", "s3:GetBucketLocation"],
          Resource: [place.s3Arn(buckets.videoName), place.s3Arn(buckets.trackName)],
        },
        ...readLocation("Model", spec.modelLocation, place),
        ...(spec.trackConfig ? readLocation("TrackConfig", spec.trackConfig, place) : []),
        ...(spec.pipeline ? inPipeline(spec.stackName, spec.pipeline, place) : []),
        ...(spec.debug?.exec ? [sessionChannel(place)] : []),
      ),
    });
  }
}

/**
 * What a step of a pipeline may do besides: read items, write what everyone writes and its own step's attribute into them,
 * and read the videos and results of the steps before it ("Using IAM policy conditions for fine-grained access control"
 * of DynamoDB: which attributes a call names, and that it answers with no others).
 */
function inPipeline(stackName: string, { name, before }: MembershipSpec, place: Place): Statement[] {
  const table = place.arn("dynamodb", `table/${pipelineNamesOf(name).table}`);
  const buckets = before.flatMap((step) =>
    (["video", "track"] as const).map((purpose) => bucketName(step, purpose, place.accountId, place.region)),
  );
  return [
    { Sid: "ReadItems", Effect: "Allow", Action: "dynamodb:GetItem", Resource: table },
    {
      Sid: "UpdateItsStep",
      Effect: "Allow",
      Action: "dynamodb:UpdateItem",
      Resource: table,
      Condition: {
        "ForAllValues:StringEquals": { "dynamodb:Attributes": [...ITEM_ATTRIBUTES, stackName] },
        StringEqualsIfExists: { "dynamodb:ReturnValues": ["NONE", "UPDATED_OLD", "UPDATED_NEW"] },
      },
    },
    ...(buckets.length === 0
      ? []
      : [
          {
            Sid: "ReadEarlierSteps",
            Effect: "Allow" as const,
            Action: "s3:GetObject",
            Resource: buckets.map((bucket) => place.s3Arn(`${bucket}/*`)),
          },
          {
            Sid: "ListEarlierSteps",
            Effect: "Allow" as const,
            Action: "s3:ListBucket",
            Resource: buckets.map((bucket) => place.s3Arn(bucket)),
          },
        ]),
  ];
}
