import { Testing } from "cdktf";
import fc from "fast-check";
import { boundaryName } from "../../../constructs/github/boundary";
import { PipelineStack } from "../../../constructs/pipeline-stack";
import { widenings } from "../../../review/policy/widened";
import { anyPipeline } from "../any-pipeline";
import { anyServed, anySpec } from "../any-spec";
import { sampleProject, sampleSpec } from "../sample";
import { synthesize, synthesized, type Synthesized } from "../synthesize";
import { allowed, grantsOf, expectToFit, made, managed, plain, project } from "./made";
import { runs } from "../../runs";

const boundary = managed("boundary");
const ofRoles = ({ text }: Synthesized) =>
  Object.values(
    (JSON.parse(plain(text)) as { resource: { aws_iam_role_policy: Record<string, { policy: string }> } }).resource
      .aws_iam_role_policy,
  ).map(({ policy }) => policy);
/** What the roles of a stack may do beyond the boundary. */
const beyond = (stack: Synthesized) =>
  ofRoles(stack).flatMap((policy) => widenings({ Version: "2012-10-17", Statement: boundary } as never, policy));
function expectBounded(stack: Synthesized): void {
  expect(beyond(stack)).toEqual([]);
  for (const role of Object.values(stack.resource.aws_iam_role ?? {}))
    expect(plain(String(role.permissions_boundary))).toContain(`:policy/elastic-models/${boundaryName}`);
}

describe("the boundary of a stack's roles", () => {
  test("is on every role once a repository is configured", () => {
    const { resource } = synthesize(sampleSpec(), project);
    const arns = Object.values(resource.aws_iam_role ?? {}).map(({ permissions_boundary: arn }) => plain(String(arn)));
    expect(arns.length).toBeGreaterThan(3);
    expect(new Set(arns)).toEqual(new Set([`arn:aws:iam::123456789012:policy/elastic-models/${boundaryName}`]));
    expect(made.resource.aws_iam_policy?.boundary).toMatchObject({ name: boundaryName, path: "/elastic-models/" });
  });

  test("changes nothing else, and nothing at all without a repository", () => {
    const bounded = synthesize(sampleSpec(), project);
    const alone = { ...project, repository: undefined };
    const free = synthesize(sampleSpec(), alone);
    expect(bounded.text.replace(/,?\s*"permissions_boundary": "[^"]*"/g, "")).toBe(free.text);
    expect(synthesize(sampleSpec(), sampleProject).text).not.toContain("permissions_boundary");
  });

  test("allows whatever any model's roles do, with models in buckets that it names", () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        const there = { ...spec, modelLocation: { bucket: "lab-models", key: "a/" } };
        expect(beyond(synthesize({ ...there, trackConfig: { bucket: "lab-configs", key: "b" } }, project))).toEqual([]);
      }),
      runs(25),
    );
  });

  test("allows whatever any served model's roles do, and is on each of them", () => {
    fc.assert(
      fc.property(anyServed, (spec) => {
        const stack = synthesize({ ...spec, modelLocation: { bucket: "lab-models", key: "a/" } }, project);
        expectBounded(stack);
      }),
      runs(10),
    );
  });

  test("allows whatever any pipeline's roles do, and is on each of them", () => {
    fc.assert(
      fc.property(anyPipeline, (spec) => {
        const stack = synthesized(() => new PipelineStack(Testing.app(), { spec, project }));
        expectBounded(stack);
      }),
      runs(10),
    );
  });

  test.each(grantsOf(boundary))("%s: %s exists, and can be limited so", (_sid, action, resources, statement) =>
    expectToFit(action, resources, statement),
  );

  test.each([
    ["a role", "iam:CreateRole", "arn:aws:iam::123456789012:role/elastic-models/x"],
    ["another bucket", "s3:GetObject", "arn:aws:s3:::payroll/2026.xlsx"],
    ["the state", "s3:GetObject", "arn:aws:s3:::lab-state/lab/Megadetector.tfstate"],
    ["the deploy role", "sts:AssumeRole", "arn:aws:iam::123456789012:role/elastic-models/GithubAccess-deploy"],
    ["another table", "dynamodb:GetItem", "arn:aws:dynamodb:us-west-2:123456789012:table/payroll"],
    ["another queue", "sqs:ReceiveMessage", "arn:aws:sqs:us-west-2:123456789012:orders"],
  ])("keeps every role from %s", (_, action, resource) => {
    expect(allowed(boundary, action, resource)).toBe(false);
  });
});
