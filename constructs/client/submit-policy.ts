import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { Construct } from "constructs";
import type { Buckets } from "../queues/buckets";
import { iamPath, type Names } from "../names";
import type { Place } from "../place";
import { policy } from "../policy";

export interface SubmitPolicyProps {
  readonly names: Names;
  readonly place: Place;
  readonly buckets: Buckets;
}

/**
 * What a person or a machine needs to submit videos to this stack, watch them and fetch the results, with the client or
 * without it. Nobody has it until it is attached to a group, role or user.
 */
export class SubmitPolicy extends Construct {
  readonly policy: IamPolicy;

  constructor(scope: Construct, id: string, props: SubmitPolicyProps) {
    super(scope, id);
    const { names, place, buckets } = props;
    const queues = [names.videoQueue, names.trackQueue, names.deadQueue].map((name) => place.arn("sqs", name));
    this.policy = new IamPolicy(this, "Default", {
      name: names.submitPolicy,
      path: iamPath,
      description: `Submit videos to ${names.cluster}, watch them and read the results`,
      policy: policy(
        {
          // Without listing, the client is answered 403 for a video that is not there yet, takes it for one that it may
          // not see, skips the upload and queues the video all the same.
          Sid: "SeeWhatIsThere",
          Effect: "Allow",
          Action: "s3:ListBucket",
          Resource: [place.s3Arn(buckets.videoName), place.s3Arn(buckets.trackName)],
        },
        {
          Sid: "UploadVideos",
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:PutObject", "s3:PutObjectTagging", "s3:AbortMultipartUpload"],
          Resource: place.s3Arn(`${buckets.videoName}/*`),
        },
        {
          Sid: "ReadResults",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: place.s3Arn(`${buckets.trackName}/*`),
        },
        {
          Sid: "QueueVideos",
          Effect: "Allow",
          Action: "sqs:SendMessage",
          Resource: place.arn("sqs", names.videoQueue),
        },
        {
          Sid: "CountVideos",
          Effect: "Allow",
          Action: ["sqs:GetQueueUrl", "sqs:GetQueueAttributes"],
          Resource: queues,
        },
        {
          // Reading, not deleting: what one person has seen, the next still finds.
          Sid: "ReadReports",
          Effect: "Allow",
          Action: "sqs:ReceiveMessage",
          Resource: [place.arn("sqs", names.trackQueue), place.arn("sqs", names.deadQueue)],
        },
        {
          Sid: "FindTheStack",
          Effect: "Allow",
          Action: "cloudformation:ListStackResources",
          Resource: place.arn("cloudformation", `stack/${names.cluster}/*`),
        },
        {
          // Two reads that IAM cannot narrow to a resource ("Actions, resources, and condition keys").
          Sid: "FindTheQueues",
          Effect: "Allow",
          Action: ["ecs:DescribeTaskDefinition", "autoscaling:DescribeScalingActivities"],
          Resource: "*",
          Condition: { StringEquals: { "aws:RequestedRegion": place.region } },
        },
      ),
    });
  }
}
