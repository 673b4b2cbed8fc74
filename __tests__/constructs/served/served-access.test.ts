import fc from "fast-check";
import { runs } from "../../runs";
import { anyServed } from "../any-spec";
import { sampleServed } from "../sample";
import { only, statements, synthesize, type Block, type Synthesized } from "../synthesize";

const balancer = "${aws_security_group.access.id}";
const tasks = "${aws_security_group.network_security-group.id}";
const rules = ({ resource }: Synthesized, way: "ingress" | "egress", group: string): Block[] =>
  Object.values(resource[`aws_vpc_security_group_${way}_rule`] ?? {}).filter(
    ({ security_group_id: id }) => id === group,
  );

test("only the balancer reaches the tasks, on their port alone", () => {
  fc.assert(
    fc.property(anyServed, (spec) => {
      const stack = synthesize(spec);
      const { port: own } = spec.serve;
      // Docker gives a container on an instance a free port of this range.
      const [from_port, to_port] = spec.compute.kind === "gpu" ? [32768, 65535] : [own, own];
      const port = { ip_protocol: "tcp", from_port, to_port };
      const ssh = spec.compute.kind === "gpu" ? (spec.compute.fleet.debug?.allowSshFrom ?? []) : [];
      const all = rules(stack, "ingress", tasks);
      const into = all.filter((rule) => rule.from_port !== 22);
      expect(all).toHaveLength(1 + ssh.length);
      expect(into).toEqual([expect.objectContaining({ ...port, referenced_security_group_id: balancer })]);
      expect(into[0]).not.toHaveProperty("cidr_ipv4");
      expect(rules(stack, "egress", balancer)).toEqual([
        expect.objectContaining({ ...port, referenced_security_group_id: tasks }),
      ]);
      if (spec.compute.kind === "gpu")
        expect(only(stack.resource.aws_launch_template).vpc_security_group_ids).toEqual([tasks]);
      else
        expect(only(stack.resource.aws_ecs_service).network_configuration).toMatchObject({ security_groups: [tasks] });
    }),
    runs(8),
  );
});

test("only the named ranges reach the balancer, by HTTP, and by HTTPS where there is a certificate", () => {
  fc.assert(
    fc.property(anyServed, (spec) => {
      const { allowFrom, certificateArn } = spec.serve;
      const ports = certificateArn === undefined ? [80] : [80, 443];
      const found = rules(synthesize(spec), "ingress", balancer).map(
        (rule) => `${rule.cidr_ipv4 as string} ${rule.from_port as number}-${rule.to_port as number}`,
      );
      expect(found.sort()).toEqual(
        allowFrom.flatMap((range) => ports.map((port) => `${range} ${port}-${port}`)).sort(),
      );
    }),
    runs(8),
  );
});

test("Elastic Load Balancing may add this account's logs to the bucket and nothing else; they expire", () => {
  const stack = synthesize(sampleServed({}, { accessLogDays: 7 }));
  const [onlyTls, deliver, ...others] = statements(stack)
    .filter(({ address }) => address === "aws_s3_bucket_policy.access-logs_policy")
    .map(({ statement }) => statement);
  const account = "${data.aws_caller_identity.place_account.account_id}";
  expect(onlyTls).toMatchObject({ Sid: "OnlyTls", Effect: "Deny" });
  expect(deliver).toEqual({
    Sid: "DeliverLogs",
    Effect: "Allow",
    Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: `arn:\${data.aws_partition.place_partition.partition}:s3:::sample-logs-${account}-us-west-2/AWSLogs/${account}/*`,
  });
  expect(others).toEqual([]);
  expect(only(stack.resource.aws_s3_bucket_lifecycle_configuration).rule).toContainEqual(
    expect.objectContaining({ expiration: [{ days: 7 }] }),
  );
  // Access logs take S3's own keys only.
  expect(only(stack.resource.aws_s3_bucket_server_side_encryption_configuration).rule).toEqual([
    { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
  ]);
  expect(only(stack.resource.aws_lb)).toMatchObject({
    access_logs: { bucket: `sample-logs-${account}-us-west-2`, enabled: true },
    depends_on: expect.arrayContaining(["aws_s3_bucket_policy.access-logs_policy"]) as string[],
  });
});

test("a shell can be opened in a container where Debug says so, and only there", () => {
  const [open, closed] = [synthesize(sampleServed({ exec: true })), synthesize(sampleServed())];
  const offers = (stack: Synthesized) => statements(stack).filter(({ statement }) => statement.Sid === "OfferAShell");
  expect([only(open.resource.aws_ecs_service).enable_execute_command, offers(open).length]).toEqual([true, 1]);
  expect([only(closed.resource.aws_ecs_service).enable_execute_command, offers(closed).length]).toEqual([false, 0]);
});

test("the container may read its model, where the YAML names one, and nothing else", () => {
  const allowed = (stack: Synthesized) =>
    statements(stack)
      .filter(({ address }) => address === "aws_iam_role_policy.service_task-role_policy")
      .map(({ statement }) => [statement.Sid, statement.Resource] as unknown);
  expect(allowed(synthesize(sampleServed()))).toEqual([]);
  const arn = "arn:${data.aws_partition.place_partition.partition}:s3:::models";
  expect(allowed(synthesize(sampleServed({ modelLocation: { bucket: "models", key: "film/" } })))).toEqual([
    ["ReadModel", `${arn}/film/*`],
    ["ListModel", arn],
  ]);
});
