import type { AnyModelSpec } from "../models/format/spec";

/** What a permission is limited to; `any` where AWS lets it name no resource. `operate/policy.ts` has the ARNs. */
export type Scope =
  | "any"
  | "cluster"
  | "service"
  | "certificate"
  | "tasks in the cluster"
  | "container instances"
  | "tasks"
  | "group"
  | "all queues"
  | "video queue"
  | "track queue"
  | "dead queue"
  | "stack's buckets"
  | "every bucket that the model names"
  | "inputs"
  | "track bucket"
  | "results"
  | "image"
  | "discovery stack"
  | "keys"
  | "quotas"
  | "alarms"
  | "machine image parameter"
  | "pause parameter"
  | "workers' log"
  | "workers' log streams"
  | "all logs"
  | "all log streams";

type Allowed = Readonly<Record<string, Scope>>;

/** What looking at a stack takes. */
const look = {
  "sqs:GetQueueUrl": "all queues",
  "sqs:GetQueueAttributes": "all queues",
  "autoscaling:DescribeAutoScalingGroups": "any",
  "autoscaling:DescribeScalingActivities": "any",
  "ec2:DescribeInstances": "any",
  "ecs:DescribeClusters": "cluster",
  "ecs:ListContainerInstances": "cluster",
  "ecs:DescribeContainerInstances": "container instances",
  "ecs:ListTasks": "tasks in the cluster",
  "ecs:DescribeTasks": "tasks",
  "cloudwatch:DescribeAlarms": "alarms",
  "cloudwatch:GetMetricStatistics": "any",
  "ssm:GetParameter": "pause parameter",
} as const satisfies Allowed;

/** What a check of either kind of model looks at. */
const inspect = {
  "sts:GetCallerIdentity": "any",
  "cloudformation:DescribeStacks": "discovery stack",
  "ecs:DescribeClusters": "cluster",
  "ec2:DescribeVpcs": "any",
  "ec2:DescribeSubnets": "any",
  "ec2:DescribeInstances": "any",
  "ec2:DescribeInstanceTypeOfferings": "any",
  "ec2:DescribeImages": "any",
  "ec2:GetEbsDefaultKmsKeyId": "any",
  "servicequotas:GetServiceQuota": "quotas",
  "servicequotas:GetAWSDefaultServiceQuota": "any",
  "ssm:GetParameter": "machine image parameter",
  "kms:ListGrants": "keys",
  "kms:GetKeyPolicy": "keys",
  "ecr:DescribeImages": "image",
  "ecr:ListTagsForResource": "image",
  "s3:ListBucket": "every bucket that the model names",
  "s3:GetBucketTagging": "stack's buckets",
  "s3:GetObject": "inputs",
} as const satisfies Allowed;

/** The IAM actions of each command, with what they are limited to. Tests hold them against the calls that are made. */
export const permissions = {
  check: { ...inspect, "sqs:GetQueueUrl": "all queues", "sqs:ListQueueTags": "all queues" },
  status: look,
  shell: {
    "autoscaling:DescribeAutoScalingGroups": "any",
    "ecs:DescribeClusters": "cluster",
    "ecs:ListContainerInstances": "cluster",
    "ecs:DescribeContainerInstances": "container instances",
    "ecs:ListTasks": "tasks in the cluster",
    "ecs:DescribeTasks": "tasks",
    "ec2:DescribeInstances": "any",
  },
  pause: { ...look, "ssm:PutParameter": "pause parameter", "autoscaling:SuspendProcesses": "group" },
  resume: { ...look, "ssm:PutParameter": "pause parameter", "autoscaling:ResumeProcesses": "group" },
  logs: {
    "logs:FilterLogEvents": "all logs",
    "logs:GetLogEvents": "all log streams",
    "logs:DescribeLogStreams": "workers' log",
  },
  "dead-letters": {
    "sqs:GetQueueUrl": "all queues",
    "sqs:GetQueueAttributes": "all queues",
    "sqs:ReceiveMessage": "dead queue",
    "sqs:ChangeMessageVisibility": "dead queue",
    "sqs:SendMessage": "video queue",
    "sqs:DeleteMessage": "dead queue",
    "sqs:StartMessageMoveTask": "dead queue",
    "sqs:ListMessageMoveTasks": "dead queue",
    "logs:FilterLogEvents": "workers' log",
    "logs:GetLogEvents": "workers' log streams",
  },
  results: {
    "sts:GetCallerIdentity": "any",
    "s3:ListBucket": "track bucket",
    "s3:GetObject": "results",
    "sqs:GetQueueUrl": "track queue",
    "sqs:GetQueueAttributes": "track queue",
    "sqs:ReceiveMessage": "track queue",
    "sqs:ChangeMessageVisibility": "track queue",
  },
  cost: { "autoscaling:DescribeScalingActivities": "any", "ec2:DescribeInstances": "any" },
} as const satisfies Readonly<Record<string, Allowed>>;

export type OperatingCommand = keyof typeof permissions;

/** The same for a served model, of the commands that look at one. */
export const servedPermissions = {
  check: { ...inspect, "acm:DescribeCertificate": "certificate" },
  status: {
    "ecs:DescribeServices": "service",
    "elasticloadbalancing:DescribeLoadBalancers": "any",
    "elasticloadbalancing:DescribeTargetGroups": "any",
    "elasticloadbalancing:DescribeTargetHealth": "any",
    "ecs:DescribeClusters": "cluster",
    "ecs:ListContainerInstances": "cluster",
    "ecs:DescribeContainerInstances": "container instances",
    "ecs:ListTasks": "tasks in the cluster",
    "ecs:DescribeTasks": "tasks",
    "autoscaling:DescribeAutoScalingGroups": "any",
    "autoscaling:DescribeScalingActivities": "any",
    "ec2:DescribeInstances": "any",
    "cloudwatch:DescribeAlarms": "alarms",
  },
} as const satisfies { readonly [Command in OperatingCommand]?: Allowed };

export type ServedCommand = keyof typeof servedPermissions;

/** What a command needs on a stack of this kind of model. */
export function allowedTo(command: OperatingCommand, kind: AnyModelSpec["kind"]): Allowed {
  return kind === "served" && isServedCommand(command) ? servedPermissions[command] : permissions[command];
}

export const isServedCommand = (command: OperatingCommand): command is ServedCommand =>
  Object.hasOwn(servedPermissions, command);

/** Their names; by default those for both kinds of model. */
export function actionsOf(command: OperatingCommand, ...kinds: readonly AnyModelSpec["kind"][]): readonly string[] {
  const asked = kinds.length > 0 ? kinds : (["queue", "served"] as const);
  return [...new Set(asked.flatMap((kind) => Object.keys(allowedTo(command, kind))))].sort();
}
