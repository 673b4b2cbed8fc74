import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { ModelSpec, S3Location } from "../models/format/spec";
import type { Buckets } from "./buckets";
import { iamPath, type Names } from "./names";
import type { Place } from "./place";
import { policy, trust, type Statement } from "./policy";
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
        ...read("Model", spec.modelLocation, place),
        ...(spec.trackConfig ? read("TrackConfig", spec.trackConfig, place) : []),
        ...(spec.debug?.exec ? [sessionChannel(place)] : []),
      ),
    });
  }
}

/** Reading one object, or all below a prefix; listing, so that a missing object is "not found" and not "denied". */
function read(what: string, { bucket, key }: S3Location, place: Place): Statement[] {
  const keys = key === "" || key.endsWith("/") ? `${key}*` : key;
  return [
    {
      Sid: `Read${what}`,
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: place.s3Arn(`${bucket}/${keys}`),
    },
    {
      Sid: `List${what}`,
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: place.s3Arn(bucket),
      Condition: { StringLike: { "s3:prefix": keys } },
    },
  ];
}
