import type { ResourceChange } from "../../review/plan";
import { reviewStack } from "../../review/stack-review";
import { changed, created, destroyed, kept, planOf, replaced, updated } from "./plan-of";

const existing = kept("aws_vpc.existing", { id: "vpc-1" });

/** What a reader is warned of, in plain words. */
function warned(resource: ResourceChange, others: readonly ResourceChange[] = [existing]): string[] {
  return reviewStack("S", planOf(resource, ...others)).warnings.map(({ kind, text }) =>
    [
      kind,
      text.map((part) => (typeof part === "string" ? part : "code" in part ? part.code : part.strong)).join(""),
    ].join(": "),
  );
}

/** The only rule of a bucket, before and after. */
function expiring(before: number, after: number): ResourceChange {
  const keeping = (days: number) => ({
    bucket: "b",
    rule: [{ id: "old", status: "Enabled", expiration: [{ days }] }],
  });
  return updated("aws_s3_bucket_lifecycle_configuration.b", keeping(before), keeping(after));
}

/** A repository's policy, which Terraform can only replace; the keys of what ECR answers stand in another order. */
function keeping(before: number, after: number): ResourceChange {
  const untagged = { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 1 };
  const policy = (tagged: object) => ({
    repository: "lab/detector",
    policy: JSON.stringify({
      rules: [untagged, tagged].map((selection, i) => ({ rulePriority: i + 1, selection, action: { type: "expire" } })),
    }),
  });
  return replaced(
    "aws_ecr_lifecycle_policy.images",
    policy({ countNumber: before, countType: "imageCountMoreThan", tagStatus: "tagged" }),
    policy({ tagStatus: "tagged", countType: "imageCountMoreThan", countNumber: after }),
  );
}

describe("data", () => {
  const fifo = { name: "S-video.fifo", message_retention_seconds: 1209600 };

  test.each<readonly [what: string, ResourceChange, readonly string[]]>([
    [
      "a destroyed queue",
      destroyed("aws_sqs_queue.video", fifo),
      ["data: The queue S-video.fifo is destroyed: every message in it is lost."],
    ],
    [
      "a replaced queue",
      replaced("aws_sqs_queue.video", fifo, { ...fifo, name: "Other.fifo" }),
      ["data: The queue Other.fifo is replaced by a new one: every message in it is lost."],
    ],
    [
      "a destroyed bucket",
      destroyed("aws_s3_bucket.video", { bucket: "s-video" }),
      ["data: The bucket s-video is destroyed: S3 refuses while an object is in it."],
    ],
    [
      "a destroyed bucket that may be emptied",
      destroyed("aws_s3_bucket.video", { bucket: "s-video", force_destroy: true }),
      ["data: The bucket s-video is destroyed: and everything in it is deleted first."],
    ],
    [
      "a destroyed log group",
      destroyed("aws_cloudwatch_log_group.l", { name: "/ecs/S" }),
      ["data: The log group /ecs/S is destroyed: its logs are lost."],
    ],
    ["a changed queue", updated("aws_sqs_queue.video", fifo, { ...fifo, visibility_timeout_seconds: 1 }), []],
    [
      "messages that are kept for a shorter time",
      updated("aws_sqs_queue.video", fifo, { ...fifo, message_retention_seconds: 60 }),
      ["data: The queue S-video.fifo keeps messages for 60 s instead of 1209600 s: older ones are deleted."],
    ],
    [
      "messages that are kept longer",
      updated("aws_sqs_queue.video", { ...fifo, message_retention_seconds: 60 }, fifo),
      [],
    ],
    [
      "logs that were kept for ever",
      updated("aws_cloudwatch_log_group.l", { name: "/l", retention_in_days: 0 }, { name: "/l", retention_in_days: 7 }),
      ["data: The log group /l keeps logs for 7 days instead of for ever: older ones are deleted."],
    ],
    [
      "logs that are kept for ever now",
      updated("aws_cloudwatch_log_group.l", { name: "/l", retention_in_days: 7 }, { name: "/l", retention_in_days: 0 }),
      [],
    ],
    [
      "a bucket that a destroy may empty",
      updated("aws_s3_bucket.b", { bucket: "b", force_destroy: false }, { bucket: "b", force_destroy: true }),
      ["data: The bucket b gets force_destroy: from now on a destroy deletes its objects, too."],
    ],
    [
      "objects that expire",
      updated(
        "aws_s3_bucket_lifecycle_configuration.b",
        { bucket: "b", rule: [] },
        { bucket: "b", rule: [{ id: "old", status: "Enabled", expiration: [{ days: 30 }] }] },
      ),
      ["data: S3 deletes objects of the bucket b by age, sooner than until now: the rule old keeps 30 days."],
    ],
    [
      "objects that expire sooner",
      expiring(365, 30),
      [
        "data: S3 deletes objects of the bucket b by age, sooner than until now: the rule old keeps 30 days instead of 365.",
      ],
    ],
    ["objects that are kept longer", expiring(30, 365), []],
    [
      "fewer images",
      keeping(50, 2),
      [
        "data: ECR deletes images of the repository lab/detector sooner than until now: the rule 2 keeps 2 images instead of 50.",
      ],
    ],
    ["more images", keeping(2, 50), []],
    ["a queue that is left to itself", changed("aws_sqs_queue.video", ["forget"], fifo, null), []],
  ])("%s", (_what, resource, lines) => {
    expect(warned(resource)).toEqual(lines);
  });
});

describe("running instances", () => {
  const onDemand = (percent: number) => ({
    mixed_instances_policy: [{ instances_distribution: [{ on_demand_percentage_above_base_capacity: percent }] }],
  });
  const group = {
    name: "S-fleet",
    max_size: 10,
    desired_capacity: 7,
    protect_from_scale_in: true,
    suspended_processes: ["AZRebalance"],
  };

  test.each<readonly [what: string, ResourceChange, readonly string[]]>([
    [
      "a destroyed fleet",
      destroyed("aws_autoscaling_group.f", group),
      ["running: The fleet S-fleet is destroyed: all its instances end (7 are wanted at the moment)."],
    ],
    [
      "a replaced fleet that sleeps",
      replaced("aws_autoscaling_group.f", { ...group, desired_capacity: 0 }, group),
      ["running: The fleet S-fleet is replaced: all its instances end (none is wanted at the moment)."],
    ],
    [
      "a maximum below what runs",
      updated("aws_autoscaling_group.f", group, { ...group, max_size: 3 }),
      [
        "running: The fleet S-fleet may have at most 3 instances, and 7 are wanted at the moment: 4 too many. They are protected from scale-in and leave only when their work is done.",
      ],
    ],
    [
      "a maximum below what runs, without protection",
      updated(
        "aws_autoscaling_group.f",
        { ...group, protect_from_scale_in: false },
        { ...group, protect_from_scale_in: false, max_size: 3 },
      ),
      [
        "running: The fleet S-fleet may have at most 3 instances, and 7 are wanted at the moment: 4 too many. AWS ends as many, at work or not.",
      ],
    ],
    [
      "a smaller maximum that is still enough",
      updated("aws_autoscaling_group.f", group, { ...group, max_size: 7 }),
      [],
    ],
    ["a larger maximum", updated("aws_autoscaling_group.f", group, { ...group, max_size: 20 }), []],
    [
      "protection that is taken away",
      updated("aws_autoscaling_group.f", group, { ...group, protect_from_scale_in: false }),
      ["running: The fleet S-fleet no longer protects its instances from scale-in: AWS may end busy ones."],
    ],
    [
      "zones that are balanced again",
      updated("aws_autoscaling_group.f", group, { ...group, suspended_processes: [] }),
      ["running: The fleet S-fleet resumes AZRebalance, which ends busy instances to balance the zones."],
    ],
    [
      "an instance refresh",
      updated("aws_autoscaling_group.f", group, { ...group, instance_refresh: [{ strategy: "Rolling" }] }),
      ["running: The fleet S-fleet has an instance_refresh: running instances are ended and made anew."],
    ],
    [
      "a fleet that goes to Spot",
      updated("aws_autoscaling_group.f", { ...group, ...onDemand(100) }, { ...group, ...onDemand(0) }),
      [
        "running: The fleet S-fleet goes from on demand to Spot: AWS makes new instances and then ends those that run (7 are wanted at the moment). Deploy it while nothing runs.",
      ],
    ],
    [
      "a fleet that comes back from Spot",
      updated(
        "aws_autoscaling_group.f",
        { ...group, ...onDemand(0), desired_capacity: 0 },
        { ...group, ...onDemand(100), desired_capacity: 0 },
      ),
      [
        "running: The fleet S-fleet goes from Spot to on demand: AWS makes new instances and then ends those that run (none is wanted at the moment). Deploy it while nothing runs.",
      ],
    ],
    [
      "another launch template, which running instances do not notice",
      updated(
        "aws_autoscaling_group.f",
        { ...group, ...onDemand(0) },
        { ...group, mixed_instances_policy: [{ ...onDemand(0).mixed_instances_policy[0], launch_template: [] }] },
      ),
      [],
    ],
    [
      "a destroyed cluster",
      destroyed("aws_ecs_cluster.c", { name: "S" }),
      ["running: The cluster S is destroyed: the workers that run in it are stopped."],
    ],
    [
      "a replaced role",
      replaced("aws_iam_role.w", { name: "S-worker" }, { name: "S-worker" }),
      ["running: The role S-worker is replaced: what runs with it loses its permissions."],
    ],
    ["a new launch template", updated("aws_launch_template.t", { image_id: "ami-1" }, { image_id: "ami-2" }), []],
  ])("%s", (_what, resource, lines) => {
    expect(warned(resource)).toEqual(lines);
  });
});

describe("access", () => {
  const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
  const take = { Sid: "Take", Effect: "Allow", Action: "sqs:ReceiveMessage", Resource: "arn:aws:sqs:::S-*" };
  const onlyTls = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const rolePolicy = (before: string, after: string) =>
    updated("aws_iam_role_policy.p", { name: "work", policy: before }, { name: "work", policy: after });

  test.each<readonly [what: string, ResourceChange, readonly string[]]>([
    [
      "one action more",
      rolePolicy(policy(take), policy({ ...take, Action: ["sqs:ReceiveMessage", "sqs:PurgeQueue"] })),
      ["access: work (aws_iam_role_policy.p) allows more than before: sqs:PurgeQueue on arn:aws:sqs:::S-*."],
    ],
    ["one action less", rolePolicy(policy({ ...take, Action: ["sqs:ReceiveMessage", "sqs:A"] }), policy(take)), []],
    [
      "a wider resource",
      rolePolicy(policy(take), policy({ ...take, Resource: "*" })),
      ["access: work (aws_iam_role_policy.p) allows more than before: sqs:ReceiveMessage on *."],
    ],
    ["a narrower resource", rolePolicy(policy(take), policy({ ...take, Resource: "arn:aws:sqs:::S-video" })), []],
    [
      "a policy that is known only after the apply",
      updated(
        "aws_iam_role_policy.p",
        { name: "work", policy: policy(take) },
        { name: "work" },
        { after_unknown: { policy: true } },
      ),
      [
        "access: work (aws_iam_role_policy.p): its policy is known only after the apply, so nobody can tell now whether it widens.",
      ],
    ],
    [
      "a denial that goes",
      destroyed("aws_s3_bucket_policy.b", { bucket: "b", policy: policy(onlyTls) }),
      ["access: b (aws_s3_bucket_policy.b) allows more than before: no longer denied: s3:* on *."],
    ],
    ["permissions that go", destroyed("aws_iam_role_policy.p", { name: "work", policy: policy(take) }), []],
    [
      "whom a role trusts",
      updated(
        "aws_iam_role.r",
        {
          name: "r",
          assume_role_policy: policy({
            Effect: "Allow",
            Action: "sts:AssumeRole",
            Principal: { Service: "ec2.amazonaws.com" },
          }),
        },
        { name: "r", assume_role_policy: policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: "*" }) },
      ),
      ["access: r (aws_iam_role.r) allows more than before: sts:AssumeRole on *."],
    ],
    [
      "permissions of a new policy in a stack that exists",
      created("aws_iam_role_policy.p", { name: "work", policy: policy(take) }),
      ["access: work (aws_iam_role_policy.p) allows more than before: sqs:ReceiveMessage on arn:aws:sqs:::S-*."],
    ],
    [
      "a managed policy",
      created("aws_iam_role_policy_attachment.a", {
        role: "r",
        policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
      ["access: New: r gets the policy arn:aws:iam::aws:policy/AdministratorAccess."],
    ],
    [
      "an opened port",
      created("aws_vpc_security_group_ingress_rule.ssh", {
        cidr_ipv4: "192.0.2.0/24",
        ip_protocol: "tcp",
        from_port: 22,
        to_port: 22,
      }),
      ["access: New: 192.0.2.0/24 may reach tcp port 22."],
    ],
    [
      "a bucket that may become public",
      updated(
        "aws_s3_bucket_public_access_block.b",
        { bucket: "b", block_public_acls: true },
        { bucket: "b", block_public_acls: false },
      ),
      ["access: The bucket b no longer blocks public access (block_public_acls)."],
    ],
    [
      "a role without its boundary",
      updated(
        "aws_iam_role.r",
        { name: "r", permissions_boundary: "arn:b" },
        { name: "r", permissions_boundary: null },
      ),
      ["access: The role r loses its permissions boundary."],
    ],
  ])("%s", (_what, resource, lines) => {
    expect(warned(resource)).toEqual(lines);
  });

  test("the same permission from several resources is one line that names them", () => {
    const permission = (name: string) =>
      created(`aws_lambda_permission.${name}`, { principal: "events.amazonaws.com", function_name: "f" });
    expect(warned(permission("minute"))).toEqual(["access: New: events.amazonaws.com may invoke the function f."]);
    expect(warned(permission("minute"), [existing, permission("worker"), permission("upload")])).toEqual([
      "access: New: events.amazonaws.com may invoke the function f. 3 times: aws_lambda_permission.minute, aws_lambda_permission.upload, aws_lambda_permission.worker.",
    ]);
  });

  test("what goes or comes together with the thing that it guards is no change of access", () => {
    const bucket = destroyed("aws_s3_bucket.b", { bucket: "b" });
    const guards = [
      destroyed("aws_s3_bucket_policy.b", { bucket: "b", policy: policy(onlyTls) }),
      destroyed("aws_s3_bucket_public_access_block.b", { bucket: "b", block_public_acls: true }),
    ];
    const { warnings } = reviewStack("S", planOf(existing, bucket, ...guards));
    expect(warnings.map(({ kind }) => kind)).toEqual(["data"]);
    const queue = (name: string) => ({
      name,
      policy: policy({ ...onlyTls, Action: "sqs:*", Resource: `arn:${name}` }),
    });
    expect(warned(replaced("aws_sqs_queue.q", queue("old"), queue("new")))).toEqual([
      "data: The queue new is replaced by a new one: every message in it is lost.",
    ]);
  });

  test("in a new stack only what is wide open is worth a warning", () => {
    expect(warned(created("aws_iam_role_policy.p", { name: "work", policy: policy(take) }), [])).toEqual([]);
    const all = policy({ Effect: "Allow", Action: "*", Resource: "*" });
    expect(warned(created("aws_iam_role_policy.p", { name: "work", policy: all }), [])).toEqual([
      "access: work (aws_iam_role_policy.p) allows more than before: * on *.",
    ]);
    const ssh = { ip_protocol: "tcp", from_port: 22, to_port: 22 };
    expect(warned(created("aws_vpc_security_group_ingress_rule.s", { ...ssh, cidr_ipv4: "192.0.2.1/32" }), [])).toEqual(
      [],
    );
    expect(warned(created("aws_vpc_security_group_ingress_rule.s", { ...ssh, cidr_ipv4: "0.0.0.0/0" }), [])).toEqual([
      "access: New: 0.0.0.0/0 may reach tcp port 22.",
    ]);
  });
});
