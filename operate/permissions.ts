/** What a permission can be limited to; `any` where AWS lets it name no resource, or the resource is not the stack's. */
export type Scope =
  | "any"
  | "cluster"
  | "queues"
  | "buckets"
  | "inputs"
  | "image"
  | "stack"
  | "container instances"
  | "tasks"
  | "alarms"
  | "parameters"
  | "logs"
  | "results";

type Allowed = Readonly<Record<string, Scope>>;

/** What looking at a stack takes. */
const look = {
  "sqs:GetQueueUrl": "queues",
  "sqs:GetQueueAttributes": "queues",
  "autoscaling:DescribeAutoScalingGroups": "any",
  "autoscaling:DescribeScalingActivities": "any",
  "ec2:DescribeInstances": "any",
  "ecs:DescribeClusters": "cluster",
  "ecs:ListContainerInstances": "cluster",
  "ecs:DescribeContainerInstances": "container instances",
  "ecs:ListTasks": "container instances",
  "ecs:DescribeTasks": "tasks",
  "cloudwatch:DescribeAlarms": "alarms",
  "cloudwatch:GetMetricStatistics": "any",
  "ssm:GetParameter": "parameters",
} as const satisfies Allowed;

const pause = { ...look, "ssm:PutParameter": "parameters" } as const satisfies Allowed;

/** The IAM actions of each command, with what they are limited to. Tests hold them against the calls that are made. */
export const permissions = {
  check: {
    "sts:GetCallerIdentity": "any",
    "cloudformation:DescribeStacks": "stack",
    "ecs:DescribeClusters": "cluster",
    "ec2:DescribeVpcs": "any",
    "ec2:DescribeSubnets": "any",
    "ec2:DescribeInstances": "any",
    "ec2:DescribeInstanceTypeOfferings": "any",
    "ec2:DescribeImages": "any",
    "ec2:GetEbsDefaultKmsKeyId": "any",
    "servicequotas:GetServiceQuota": "any",
    "servicequotas:GetAWSDefaultServiceQuota": "any",
    "ssm:GetParameter": "any",
    "kms:ListGrants": "any",
    "kms:GetKeyPolicy": "any",
    "ecr:DescribeImages": "image",
    "ecr:ListTagsForResource": "image",
    "sqs:GetQueueUrl": "queues",
    "sqs:ListQueueTags": "queues",
    "s3:ListBucket": "buckets",
    "s3:GetBucketTagging": "buckets",
    "s3:GetObject": "inputs",
  },
  status: look,
  shell: {
    "autoscaling:DescribeAutoScalingGroups": "any",
    "ecs:DescribeClusters": "cluster",
    "ecs:ListContainerInstances": "cluster",
    "ecs:DescribeContainerInstances": "container instances",
    "ecs:ListTasks": "container instances",
    "ecs:DescribeTasks": "tasks",
    "ec2:DescribeInstances": "any",
  },
  pause,
  resume: pause,
  logs: { "logs:FilterLogEvents": "logs", "logs:GetLogEvents": "logs" },
  "dead-letters": {
    "sqs:GetQueueUrl": "queues",
    "sqs:GetQueueAttributes": "queues",
    "sqs:ReceiveMessage": "queues",
    "sqs:ChangeMessageVisibility": "queues",
    "sqs:SendMessage": "queues",
    "sqs:DeleteMessage": "queues",
    "sqs:StartMessageMoveTask": "queues",
    "sqs:ListMessageMoveTasks": "queues",
    "logs:FilterLogEvents": "logs",
    "logs:GetLogEvents": "logs",
  },
  results: {
    "sts:GetCallerIdentity": "any",
    "s3:ListBucket": "buckets",
    "s3:GetObject": "results",
    "sqs:GetQueueUrl": "queues",
    "sqs:GetQueueAttributes": "queues",
    "sqs:ReceiveMessage": "queues",
    "sqs:ChangeMessageVisibility": "queues",
  },
  cost: { "autoscaling:DescribeScalingActivities": "any", "ec2:DescribeInstances": "any" },
} as const satisfies Readonly<Record<string, Allowed>>;

export type OperatingCommand = keyof typeof permissions;

export const actionsOf = (command: OperatingCommand): readonly string[] => Object.keys(permissions[command]).sort();
