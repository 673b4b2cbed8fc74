import type { ProjectSpec } from "../../models/format/spec";
import { iamPath } from "../names";
import type { Place } from "../place";
import { allow, type Statement } from "../policy";

/**
 * What the AWS provider reads to plan a stack ("Actions, resources, and condition keys" of each service says what can be
 * limited to what). It cannot read a video, a result or a message, and cannot write a lock: such plans run with -lock=false.
 */
export function planPermissions(place: Place, { stateBucket, statePrefix }: ProjectSpec): Statement[] {
  const state =
    stateBucket === undefined
      ? []
      : [
          allow("ReadState", ["s3:GetObject"], place.s3Arn(`${stateBucket}/${statePrefix}/*`)),
          allow("FindState", ["s3:ListBucket"], place.s3Arn(stateBucket)),
        ];
  return [
    ...state,
    // AWS limits none of these to a resource; they answer settings, never data.
    allow(
      "Describe",
      [
        "application-autoscaling:DescribeScalableTargets",
        "application-autoscaling:DescribeScalingPolicies",
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribePolicies",
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeInstanceTypeOfferings",
        "ec2:DescribeInternetGateways",
        "ec2:DescribeLaunchTemplateVersions",
        "ec2:DescribeLaunchTemplates",
        "ec2:DescribeNetworkAcls",
        // Asked before a subnet or a security group is deleted.
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribePrefixLists",
        "ec2:DescribeRouteTables",
        "ec2:DescribeSecurityGroupRules",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcEndpoints",
        "ec2:DescribeVpcs",
        "ecs:DescribeTaskDefinition",
        "elasticloadbalancing:DescribeCapacityReservation",
        "elasticloadbalancing:DescribeListenerAttributes",
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeLoadBalancerAttributes",
        "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:DescribeTags",
        "elasticloadbalancing:DescribeTargetGroupAttributes",
        "elasticloadbalancing:DescribeTargetGroups",
        "logs:DescribeLogGroups",
        "sqs:ListQueues",
        "ssm:DescribeParameters",
      ],
      "*",
    ),
    allow("ReadVpcs", ["ec2:DescribeVpcAttribute"], place.everyRegionArn("ec2", "vpc/*")),
    allow("ReadLogs", ["logs:ListTagsForResource"], place.everyRegionArn("logs", "log-group:*")),
    allow(
      "ReadAlarms",
      ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"],
      place.everyRegionArn("cloudwatch", "alarm:*"),
    ),
    allow("ReadDashboards", ["cloudwatch:GetDashboard"], place.globalArn("cloudwatch", "dashboard/*")),
    allow("ReadClusters", ["ecs:DescribeClusters"], place.everyRegionArn("ecs", "cluster/*")),
    allow("ReadServices", ["ecs:DescribeServices"], place.everyRegionArn("ecs", "service/*/*")),
    allow(
      "ReadScaling",
      ["application-autoscaling:ListTagsForResource"],
      place.everyRegionArn("application-autoscaling", "scalable-target/*"),
    ),
    allow("ReadCapacity", ["ecs:DescribeCapacityProviders"], place.everyRegionArn("ecs", "capacity-provider/*")),
    allow(
      "ReadTagsOfClusters",
      ["ecs:ListTagsForResource"],
      ["capacity-provider", "cluster", "task-definition"].map((type) => place.everyRegionArn("ecs", `${type}/*`)),
    ),
    allow(
      "ReadQueues",
      ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags"],
      place.everyRegionArn("sqs", "*"),
    ),
    allow(
      "ReadRepositories",
      ["ecr:DescribeRepositories", "ecr:GetLifecyclePolicy", "ecr:ListTagsForResource"],
      place.everyRegionArn("ecr", "repository/*"),
    ),
    allow(
      "ReadTables",
      [
        "dynamodb:DescribeContinuousBackups",
        "dynamodb:DescribeTable",
        "dynamodb:DescribeTimeToLive",
        "dynamodb:ListTagsOfResource",
      ],
      place.everyRegionArn("dynamodb", "table/*"),
    ),
    allow("ReadPipes", ["pipes:DescribePipe", "pipes:ListTagsForResource"], place.everyRegionArn("pipes", "pipe/*")),
    allow(
      "ReadTopics",
      ["sns:GetTopicAttributes", "sns:GetSubscriptionAttributes", "sns:ListTagsForResource"],
      place.everyRegionArn("sns", "*"),
    ),
    allow(
      "ReadDiscovery",
      ["cloudformation:DescribeStacks", "cloudformation:GetTemplate"],
      place.everyRegionArn("cloudformation", "stack/*/*"),
    ),
    allow(
      "ReadFunctions",
      [
        "lambda:GetFunction",
        "lambda:GetFunctionCodeSigningConfig",
        "lambda:GetFunctionEventInvokeConfig",
        "lambda:GetPolicy",
        "lambda:ListVersionsByFunction",
      ],
      place.everyRegionArn("lambda", "function:*"),
    ),
    allow(
      "ReadRules",
      ["events:DescribeRule", "events:ListTagsForResource", "events:ListTargetsByRule"],
      place.everyRegionArn("events", "rule/*"),
    ),
    allow(
      "ReadParameters",
      ["ssm:GetParameter", "ssm:ListTagsForResource"],
      place.everyRegionArn("ssm", "parameter/elastic-models/*"),
    ),
    allow(
      "ReadImageParameter",
      ["ssm:GetParameter"],
      `arn:${place.partition}:ssm:*::parameter/aws/service/ecs/optimized-ami/*`,
    ),
    allow(
      "ReadRoles",
      ["iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies", "iam:ListRoleTags"],
      place.globalArn("iam", `role${iamPath}*`),
    ),
    allow(
      "ReadPolicies",
      ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"],
      place.globalArn("iam", "policy/*"),
    ),
    allow("ReadProfiles", ["iam:GetInstanceProfile"], place.globalArn("iam", `instance-profile${iamPath}*`)),
    // DescribeBudget and DescribeNotificationsForBudget are this action ("API operations defined by AWS Budget Service").
    allow("ReadBudgets", ["budgets:ListTagsForResource", "budgets:ViewBudget"], place.globalArn("budgets", "budget/*")),
    allow("ReadIdentity", ["iam:GetOpenIDConnectProvider"], place.globalArn("iam", "oidc-provider/*")),
    allow(
      "ReadBuckets",
      [
        "s3:GetAccelerateConfiguration",
        "s3:GetBucketAcl",
        "s3:GetBucketCORS",
        "s3:GetBucketLogging",
        "s3:GetBucketNotification",
        "s3:GetBucketObjectLockConfiguration",
        "s3:GetBucketPolicy",
        "s3:GetBucketPublicAccessBlock",
        "s3:GetBucketRequestPayment",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetBucketWebsite",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
        "s3:ListTagsForResource",
      ],
      ["video", "track", "logs"].map((kind) => place.s3Arn(`*-${kind}-${place.accountId}-*`)),
    ),
  ];
}
