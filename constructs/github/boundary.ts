import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { TerraformStack } from "cdktf";
import { iamPath } from "../names";
import type { Place } from "../place";
import { allow, type Statement } from "../policy";

/** What no role of a model's stack can go beyond, whatever its own policies say: a policy of the stack GithubAccess. */
export const boundaryName = "GithubAccess-boundary";

export function boundaryArn(place: Place): string {
  return place.globalArn("iam", `policy${iamPath}${boundaryName}`);
}

/**
 * Gives every role of a stack the boundary. The role that deploys from GitHub can make roles with it only, so that it
 * cannot make one that may do more than itself ("Permissions boundaries for IAM entities", "Delegating responsibility").
 */
export function boundRoles(stack: TerraformStack, place: Place): void {
  for (const construct of stack.node.findAll()) {
    const role = construct as Partial<IamRole>;
    if (role.terraformResourceType === IamRole.tfResourceType) role.permissionsBoundary = boundaryArn(place);
  }
}

/**
 * The most that roles of any model's stack do; it grants nothing by itself. Resources are named by what the names of all
 * stacks have in common.
 *
 * @param readable buckets that hold models and configurations
 */
export function boundaryPermissions(place: Place, readable: readonly string[]): Statement[] {
  const own = ["video", "track"].map((kind) => place.s3Arn(`*-${kind}-${place.accountId}-*`));
  const queues = ["video", "track", "dead"].map((queue) => place.everyRegionArn("sqs", `*-${queue}.fifo`));
  return [
    allow(
      "WorkQueues",
      [
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ReceiveMessage",
        "sqs:SendMessage",
      ],
      queues,
    ),
    allow("HandOn", ["sqs:SendMessage"], place.everyRegionArn("sqs", "*-undelivered")),
    allow("WorkItems", ["dynamodb:GetItem", "dynamodb:UpdateItem"], place.everyRegionArn("dynamodb", "table/*-videos")),
    allow(
      "ReadStreams",
      ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
      place.everyRegionArn("dynamodb", "table/*-videos/stream/*"),
    ),
    // Names streams and shows nothing of them; here AWS's table of actions has no resource for it.
    allow("ListStreams", ["dynamodb:ListStreams"], "*"),
    allow("SeeBuckets", ["s3:GetBucketLocation", "s3:ListBucket"], own),
    allow(
      "WorkObjects",
      [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:GetObjectTagging",
        "s3:PutObject",
        "s3:PutObjectTagging",
      ],
      own.map((bucket) => `${bucket}/*`),
    ),
    ...(readable.length === 0
      ? []
      : [
          allow(
            "ReadModels",
            ["s3:GetObject", "s3:ListBucket"],
            readable.flatMap((bucket) => [place.s3Arn(bucket), place.s3Arn(`${bucket}/*`)]),
          ),
        ]),
    allow(
      "PullImages",
      ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      `arn:${place.partition}:ecr:*:*:repository/*`,
    ),
    allow(
      "WriteLogs",
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      [place.everyRegionArn("logs", "log-group:/ecs/*"), place.everyRegionArn("logs", "log-group:/aws/lambda/*")],
    ),
    allow(
      "WorkClusters",
      [
        "ecs:DeregisterContainerInstance",
        "ecs:DescribeClusters",
        "ecs:DescribeContainerInstances",
        "ecs:DescribeTasks",
        "ecs:ListContainerInstances",
        "ecs:Poll",
        "ecs:PutAttributes",
        "ecs:RegisterContainerInstance",
        "ecs:RunTask",
        "ecs:StartTelemetrySession",
        "ecs:StopTask",
        "ecs:SubmitAttachmentStateChanges",
        "ecs:SubmitContainerStateChange",
        "ecs:SubmitTaskStateChange",
        "ecs:UpdateContainerInstancesState",
      ],
      ["cluster", "container-instance", "task", "task-definition"].map((type) =>
        place.everyRegionArn("ecs", `${type}/*`),
      ),
    ),
    allow(
      "ScaleFleets",
      [
        "autoscaling:ResumeProcesses",
        "autoscaling:SetDesiredCapacity",
        "autoscaling:SuspendProcesses",
        "autoscaling:TerminateInstanceInAutoScalingGroup",
      ],
      place.everyRegionArn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/*-fleet"),
    ),
    allow(
      "WatchAlarms",
      ["cloudwatch:DescribeAlarms", "cloudwatch:DisableAlarmActions", "cloudwatch:EnableAlarmActions"],
      place.everyRegionArn("cloudwatch", "alarm:*"),
    ),
    allow("ReadParameters", ["ssm:GetParameter"], place.everyRegionArn("ssm", "parameter/elastic-models/*")),
    {
      ...allow("GiveWorkersTheirRoles", ["iam:PassRole"], place.globalArn("iam", `role${iamPath}*`)),
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
    allow("AnswerSessionManager", ["ssm:UpdateInstanceInformation"], place.everyRegionArn("ec2", "instance/*")),
    // AWS limits none of these to a resource; they look, or open a way that others must be allowed to go.
    allow(
      "Look",
      [
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeScalingActivities",
        "cloudwatch:GetMetricData",
        "ec2:DescribeInstances",
        "ecr:GetAuthorizationToken",
        "ecs:DiscoverPollEndpoint",
        "ecs:ListTasks",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      "*",
    ),
  ];
}
