import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importOf, removeImports, writeImports } from "../../../cli/deploy/imports";
import { sampleSpec } from "../../constructs/sample";
import { synthesize } from "../../constructs/synthesize";

const FILE = "cdktf.out/stacks/Sample/take-over.tf.json";
const before = process.cwd();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "imports-"));
  process.chdir(folder);
  mkdirSync("cdktf.out/stacks/Sample", { recursive: true });
  writeFileSync("cdktf.out/stacks/Sample/cdk.tf.json", synthesize(sampleSpec()).text);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

test.each([
  ["aws_iam_role.worker_task-role", "Sample-worker"],
  ["aws_autoscaling_group.fleet", "Sample-fleet"],
  ["aws_cloudwatch_log_group.worker_log", "/ecs/Sample"],
  ["aws_lambda_permission.reconciler_on_minute-permission", "Sample-reconciler/minute"],
  ["aws_ssm_parameter.outputs_parameter", "/elastic-models/Sample/outputs"],
  ["aws_s3_bucket.buckets_video", "sample-video-${data.aws_caller_identity.place_account.account_id}-us-west-2"],
  [
    "aws_iam_policy.submit",
    "arn:${data.aws_partition.place_partition.partition}:iam::${data.aws_caller_identity.place_account.account_id}:policy/elastic-models/Sample-submit",
  ],
])("%s is imported by what the provider knows it by", (to, id) => {
  expect(importOf("Sample", to)).toEqual({ to, id });
});

test("a launch template is known by an id that only AWS knows: Terraform looks it up by name", () => {
  const template = importOf("Sample", "aws_launch_template.fleet_template");
  if (!template) throw new Error("no import");
  writeImports("Sample", [template]);
  expect(JSON.parse(readFileSync(FILE, "utf8"))).toEqual({
    import: [
      { to: "aws_launch_template.fleet_template", id: "${data.aws_launch_template.take-over_fleet_template.id}" },
    ],
    data: { aws_launch_template: { "take-over_fleet_template": { name: "Sample-fleet" } } },
  });
});

test("what has no name of its own, or is not in the stack, cannot be imported", () => {
  expect(importOf("Sample", "aws_vpc.network_vpc")).toBeUndefined();
  expect(importOf("Sample", "aws_iam_role.other")).toBeUndefined();
});

test("every part of a stack that AWS makes only once under its name can be imported", () => {
  const { resource } = synthesize(sampleSpec());
  const once = [
    "aws_autoscaling_group",
    "aws_cloudformation_stack",
    "aws_cloudwatch_log_group",
    "aws_ecs_capacity_provider",
    "aws_iam_instance_profile",
    "aws_iam_policy",
    "aws_iam_role",
    "aws_lambda_function",
    "aws_lambda_permission",
    "aws_launch_template",
    "aws_s3_bucket",
    "aws_ssm_parameter",
  ];
  const addresses = once.flatMap((type) => Object.keys(resource[type] ?? {}).map((name) => `${type}.${name}`));
  expect(addresses.length).toBeGreaterThan(8);
  for (const address of addresses) expect(importOf("Sample", address)?.id).toMatch(/^[^ ]+$/);
});

test("without imports there is no file: one that a killed deploy left is removed", () => {
  writeImports("Sample", [{ to: "a.b", id: "c" }]);
  expect(existsSync(FILE)).toBe(true);
  writeImports("Sample", []);
  expect(existsSync(FILE)).toBe(false);
  expect(() => removeImports("Sample")).not.toThrow();
});
