import type { ProjectSpec } from "../../models/format/spec";
import type { Place } from "../place";
import type { Statement } from "../policy";
import { writing } from "./writing";

/** Names that stacks have in common; a stack's own name is in front. */
const groups = ["fleet", "signpost"];
const queues = ["video", "track", "dead"];
const alarms = [
  "circuit-open",
  "dead-letters",
  "idle-instances",
  "no-progress",
  "nothing-runs",
  "old-video",
  "reconciler-fails",
  "waiting",
];

export const makingBuckets = [
  "s3:CreateBucket",
  "s3:DeleteBucketPolicy",
  "s3:PutBucketNotification",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketTagging",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:TagResource",
  "s3:UntagResource",
] as const;

export const makingAlarms = [
  "cloudwatch:DeleteAlarms",
  "cloudwatch:PutMetricAlarm",
  "cloudwatch:TagResource",
  "cloudwatch:UntagResource",
] as const;

/**
 * What Terraform writes to make a model's stack or to change it, beside what a plan reads (plan-permissions.ts). Limited by
 * name where all stacks' names have something in common, else by the tag that everything of this project bears
 * (deploy-tagged.ts, deploy-network.ts).
 *
 * Left out on purpose is what would lose data or running work: nobody deletes a queue, bucket, log group, cluster, fleet or
 * signpost from GitHub. A plan that replaces one of them is for a person to apply.
 */
export function deployPermissions(place: Place, project: ProjectSpec): Statement[] {
  const { here, allow } = writing(place);
  return [
    ...stateOf(place, project),
    allow(
      "MakeQueues",
      ["sqs:CreateQueue", "sqs:SetQueueAttributes", "sqs:TagQueue", "sqs:UntagQueue"],
      queues.map((queue) => here("sqs", `*-${queue}.fifo`)),
    ),
    allow(
      "MakeBuckets",
      makingBuckets,
      ["video", "track"].map((kind) => place.s3Arn(`*-${kind}-${place.accountId}-*`)),
    ),
    allow(
      "MakeLogs",
      [
        "logs:CreateLogGroup",
        "logs:DeleteRetentionPolicy",
        "logs:PutRetentionPolicy",
        "logs:TagResource",
        "logs:UntagResource",
      ],
      [here("logs", "log-group:/ecs/*"), here("logs", "log-group:/aws/lambda/*-reconciler*")],
    ),
    allow(
      "MakeAlarms",
      makingAlarms,
      alarms.map((alarm) => here("cloudwatch", `alarm:*-${alarm}`)),
    ),
    // It bears the stack's name alone, and is a picture.
    allow("MakeDashboards", ["cloudwatch:PutDashboard"], place.globalArn("cloudwatch", "dashboard/*")),
    allow(
      "MakeTopics",
      [
        "sns:CreateTopic",
        "sns:SetTopicAttributes",
        "sns:Subscribe",
        "sns:TagResource",
        "sns:Unsubscribe",
        "sns:UntagResource",
      ],
      here("sns", "*-alarms"),
    ),
    allow(
      "MakeBudgets",
      ["budgets:ModifyBudget", "budgets:TagResource", "budgets:UntagResource"],
      place.globalArn("budgets", "budget/*-monthly"),
    ),
    allow(
      "MakeReconcilers",
      [
        "lambda:AddPermission",
        "lambda:CreateFunction",
        "lambda:DeleteFunction",
        "lambda:DeleteFunctionEventInvokeConfig",
        "lambda:PutFunctionEventInvokeConfig",
        "lambda:RemovePermission",
        "lambda:TagResource",
        "lambda:UntagResource",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
        "lambda:UpdateFunctionEventInvokeConfig",
      ],
      here("lambda", "function:*-reconciler"),
    ),
    allow(
      "WakeReconcilers",
      [
        "events:DeleteRule",
        "events:PutRule",
        "events:PutTargets",
        "events:RemoveTargets",
        "events:TagResource",
        "events:UntagResource",
      ],
      here("events", "rule/*-reconciler-*"),
    ),
    allow(
      "MakeParameters",
      ["ssm:AddTagsToResource", "ssm:DeleteParameter", "ssm:PutParameter", "ssm:RemoveTagsFromResource"],
      here("ssm", "parameter/elastic-models/*"),
    ),
    allow(
      "MakeFleets",
      [
        "autoscaling:CreateAutoScalingGroup",
        "autoscaling:CreateOrUpdateTags",
        "autoscaling:DeletePolicy",
        "autoscaling:DeleteTags",
        "autoscaling:DisableMetricsCollection",
        "autoscaling:EnableMetricsCollection",
        "autoscaling:PutScalingPolicy",
        "autoscaling:ResumeProcesses",
        "autoscaling:SuspendProcesses",
        "autoscaling:UpdateAutoScalingGroup",
      ],
      groups.map((group) => here("autoscaling", `autoScalingGroup:*:autoScalingGroupName/*-${group}`)),
    ),
  ];
}

/** The plan role reads the state; this one also writes and locks it, but that of the stack it is made by. */
function stateOf(place: Place, { stateBucket, statePrefix }: ProjectSpec): Statement[] {
  if (stateBucket === undefined) return [];
  const { allow } = writing(place);
  const object = (key: string) => place.s3Arn(`${stateBucket}/${statePrefix}/${key}`);
  return [
    allow("WriteState", ["s3:PutObject"], object("*")),
    allow("Unlock", ["s3:DeleteObject"], object("*.tflock")),
    {
      Sid: "NotItsOwnState",
      Effect: "Deny",
      Action: ["s3:DeleteObject", "s3:PutObject"],
      Resource: object("GithubAccess.tfstate*"),
    },
  ];
}
