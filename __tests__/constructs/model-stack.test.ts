import fc from "fast-check";
import { anyModel } from "./any-spec";
import { sampleProject, sampleServed, sampleSpec } from "./sample";
import { statements, synthesize } from "./synthesize";
import { runs } from "../runs";

/** Actions that IAM cannot narrow to a resource ("Actions, resources, and condition keys"). */
const namesNoResource = [
  "ecs:DiscoverPollEndpoint",
  "ecr:GetAuthorizationToken",
  "ecs:DescribeTaskDefinition",
  "autoscaling:DescribeAutoScalingGroups",
  "autoscaling:DescribeScalingActivities",
  "cloudwatch:GetMetricData",
  "ec2:DescribeInstances",
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
  "ecs:ListTasks", // limited to the cluster by a condition
];

describe("every stack", () => {
  test("refers only to what it holds itself", () => {
    fc.assert(
      fc.property(anyModel, (spec) => {
        const stack = synthesize(spec);
        for (const [, data, type = "", name = ""] of stack.text.matchAll(
          /(data\.)?\b(aws_[a-z0-9_]+)\.([a-z0-9_-]+)/g,
        )) {
          const blocks = data ? stack.data : stack.resource;
          expect(Object.keys(blocks[type] ?? {})).toContain(name);
        }
      }),
      runs(8),
    );
  });

  test("allows no whole service and no whole account, except where the action names no resource", () => {
    fc.assert(
      fc.property(anyModel, (spec) => {
        const allowed = statements(synthesize(spec)).filter(({ statement }) => statement.Effect === "Allow");
        expect(allowed.length).toBeGreaterThan(4);
        for (const { statement } of allowed) {
          const actions = [statement.Action].flat() as string[];
          expect(actions.filter((action) => action.includes("*"))).toEqual([]);
          if ([statement.Resource].flat().includes("*")) {
            expect(namesNoResource).toEqual(expect.arrayContaining(actions));
          }
        }
      }),
      runs(8),
    );
  });

  test("keeps its names within AWS's limits", () => {
    fc.assert(
      fc.property(anyModel, (spec) => {
        const { resource, text } = synthesize(spec);
        const lengths = (type: string, argument: string) =>
          Object.values(resource[type] ?? {}).map(
            (block) =>
              String(block[argument]).replaceAll(/\$\{data\.aws_caller_identity[^}]+\}/g, "1".repeat(12)).length,
          );
        expect(Math.max(...lengths("aws_s3_bucket", "bucket"))).toBeLessThanOrEqual(63);
        expect(Math.max(...lengths("aws_sqs_queue", "name"))).toBeLessThanOrEqual(80);
        expect(Math.max(...lengths("aws_iam_role", "name"))).toBeLessThanOrEqual(64);
        for (const type of ["aws_lb", "aws_lb_target_group"])
          expect(Math.max(...lengths(type, "name"))).toBeLessThanOrEqual(32);
        expect(text).not.toContain("undefined");
      }),
      runs(8),
    );
  });

  test("never lets a user's text into a Terraform expression", () => {
    const marked = "${marker}%{marker}${data.aws_caller_identity.place_account.account_id}";
    const { text } = synthesize(
      sampleSpec({
        comment: marked,
        command: [marked, "$${marker}"],
        environment: { MARKED: marked },
        network: { kind: "name", vpcName: marked },
        debug: { sessionManager: true, exec: true, allowSshFrom: ["10.0.0.0/8"], keyName: marked },
        tags: { marked },
        modelLocation: { bucket: "models", key: marked },
      }),
      { ...sampleProject, tags: { project: marked } },
    );
    expect(text).toContain("marker");
    for (const [before] of text.matchAll(/.{0,8}[$%]\{marker/g)) expect(before).toMatch(/(\$\$|%%)\{marker$/);
  });
});

test("where data lives, addresses never change: a change destroys and makes anew", () => {
  const { resource } = synthesize(sampleSpec({ repository: { name: "team/detector", keepImages: 10 } }));
  const stateful =
    /^aws_(sqs_queue|s3_bucket|cloudwatch_log_group|autoscaling_group|cloudformation_stack|ecs_cluster|ecr_repository|vpc|subnet|ssm_parameter)$/;
  const addresses = Object.entries(resource)
    .filter(([type]) => stateful.test(type))
    .flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`));
  expect(addresses.sort()).toEqual([
    "aws_autoscaling_group.fleet",
    "aws_cloudformation_stack.signpost",
    "aws_cloudwatch_log_group.reconciler_log",
    "aws_cloudwatch_log_group.worker_log",
    "aws_ecr_repository.repository",
    "aws_ecs_cluster.cluster",
    "aws_s3_bucket.buckets_track",
    "aws_s3_bucket.buckets_video",
    "aws_sqs_queue.queues_dead",
    "aws_sqs_queue.queues_track",
    "aws_sqs_queue.queues_video",
    "aws_ssm_parameter.outputs_parameter",
    "aws_ssm_parameter.pause",
    "aws_subnet.network_vpc_public",
    "aws_vpc.network_vpc",
  ]);
});

test("a served model's addresses do not change either", () => {
  const { resource } = synthesize(sampleServed());
  const stateful = /^aws_(lb|s3_bucket|cloudwatch_log_group|ecs_cluster|ecs_service|vpc|subnet|ssm_parameter)$/;
  const addresses = Object.entries(resource)
    .filter(([type]) => stateful.test(type))
    .flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`));
  expect(addresses.sort()).toEqual([
    "aws_cloudwatch_log_group.service_log",
    "aws_ecs_cluster.cluster",
    "aws_ecs_service.service",
    "aws_lb.balancer",
    "aws_s3_bucket.access-logs",
    "aws_ssm_parameter.outputs_parameter",
    "aws_subnet.network_vpc_public",
    "aws_vpc.network_vpc",
  ]);
});

test("the provider's version is the bindings' unless the project names another", () => {
  const version = (project = sampleProject) =>
    (synthesize(sampleSpec(), project).terraform as { required_providers: { aws: { version: string } } })
      .required_providers.aws.version;
  expect(version()).toBe("6.25.0");
  expect(version({ ...sampleProject, awsProviderVersion: "5.100.0" })).toBe("5.100.0");
});

test("everything is tagged with the project's tags, the model's own, and where it comes from", () => {
  const { provider, resource } = synthesize(
    sampleSpec({ comment: 'aws: Finds "jellies" & squid!', tags: { Team: "midwater" } }),
    { ...sampleProject, tags: { Team: "all", Cost: "42" } },
  );
  const tags = {
    Cost: "42",
    Team: "midwater",
    Description: "Finds jellies squid",
    Model: "Sample",
    ManagedBy: "elastic-models",
  };
  expect(provider).toMatchObject({ aws: [{ default_tags: [{ tags }] }] });
  // Default tags do not reach what a group launches.
  const specifications = resource.aws_launch_template?.fleet_template?.tag_specifications as unknown;
  expect(specifications).toEqual(
    ["instance", "volume"].map((resource_type) => ({ resource_type, tags: { ...tags, Name: "Sample" } })),
  );
});

test.each([
  ["between characters, not within one", `${"x".repeat(255)}\u{10330}\u{10330}`, `${"x".repeat(255)}\u{10330}`],
  ["and leaves no space at the end", `${"x".repeat(255)} yyyy`, "x".repeat(255)],
])("a long comment is cut to the length of a tag %s", (_, comment, Description) => {
  const { provider } = synthesize(sampleSpec({ comment }));
  expect(provider).toMatchObject({ aws: [{ default_tags: [{ tags: { Description } }] }] });
});
