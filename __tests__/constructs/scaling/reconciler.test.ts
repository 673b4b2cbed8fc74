import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { configurationOf } from "../../../reconciler/settings";
import { anySpec } from "../any-spec";
import { sampleSpec } from "../sample";
import { only, statements, synthesize } from "../synthesize";
import { runs } from "../../runs";

const room = join(__dirname, "../../../reconciler");
const sources = readdirSync(room).map((file) => readFileSync(join(room, file), "utf8"));

/** IAM's prefix of each SDK client; the actions are named as the SDK's commands are. */
const services = {
  "auto-scaling": "autoscaling",
  cloudwatch: "cloudwatch",
  ec2: "ec2",
  ecs: "ecs",
  sqs: "sqs",
  ssm: "ssm",
} as const;

/** Every call in the function's source, such as `ecs:RunTask`. */
function callsInSource(): Set<string> {
  const imports = sources.flatMap((source) => [
    ...source.matchAll(/import \{([^}]*)\} from "@aws-sdk\/client-([^"]+)"/g),
  ]);
  return new Set(
    imports.flatMap(([, names = "", client]) =>
      [...names.matchAll(/\b(?:([A-Z]\w+)Command|paginate(\w+))\b/g)].map(
        ([, command, pages]) => `${services[client as keyof typeof services]}:${command ?? pages}`,
      ),
    ),
  );
}

const roleStatements = (stack = synthesize(sampleSpec())) =>
  statements(stack).filter(({ address }) => address === "aws_iam_role_policy.reconciler_role_policy");

test("its role allows exactly the calls that its source makes", () => {
  const calls = callsInSource();
  expect(calls.size).toBeGreaterThan(20);
  const allowed = roleStatements().flatMap(({ statement }) => [statement.Action].flat() as string[]);
  const beyondCalls = ["iam:PassRole", "logs:CreateLogStream", "logs:PutLogEvents"];
  expect(allowed.sort()).toEqual([...calls, ...beyondCalls].sort());
});

test("what changes anything names a part of this stack or its cluster", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const changing = roleStatements(synthesize(spec)).filter(({ statement }) =>
        ([statement.Action].flat() as string[]).some((action) => !/:(Describe|List|Get)/.test(action)),
      );
      expect(changing.length).toBeGreaterThan(5);
      for (const { statement } of changing) {
        const limits = JSON.stringify([statement.Resource, statement.Condition]);
        expect(limits).toMatch(new RegExp(`[/:]${spec.stackName}[-/:"]`));
        expect(statement.Resource).not.toBe("*");
      }
    }),
    runs(5),
  );
});

test("its environment is what it reads", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const { resource } = synthesize(spec);
      const { environment } = only(resource.aws_lambda_function) as {
        environment: { variables: Record<string, string> };
      };
      expect(configurationOf(environment.variables)).toEqual({
        cluster: spec.stackName,
        group: "${aws_autoscaling_group.fleet.name}",
        queueUrl: "${aws_sqs_queue.queues_video.url}",
        alarm: "${aws_cloudwatch_metric_alarm.growth_waiting.alarm_name}",
        pauseParameter: "${aws_ssm_parameter.pause.name}",
        taskDefinitionArn: "${aws_ecs_task_definition.worker_task-definition.arn}",
        fleetSize: spec.fleetSize,
        workersPerInstance: spec.workersPerInstance,
        gpusPerTask: spec.gpusPerTask,
        waitingVideosPerInstance: spec.waitingVideosPerInstance,
        keepWarmSeconds: spec.keepWarmSeconds,
        timeoutSeconds: spec.timeoutSeconds,
        ...(spec.debug?.exec && { exec: true }),
      });
    }),
    runs(5),
  );
});

test("it runs each minute and on events of this cluster and uploads of its videos only, and may be called by these rules only", () => {
  const { resource } = synthesize(sampleSpec());
  const clusterArn = [
    "arn:${data.aws_partition.place_partition.partition}:ecs:us-west-2:${data.aws_caller_identity.place_account.account_id}:cluster/Sample",
  ];
  expect(resource.aws_cloudwatch_event_rule).toEqual({
    reconciler_on_minute: { name: "Sample-reconciler-minute", schedule_expression: "rate(1 minute)" },
    reconciler_on_instance: {
      name: "Sample-reconciler-instance",
      event_pattern: {
        source: ["aws.ecs"],
        "detail-type": ["ECS Container Instance State Change"],
        detail: { clusterArn, status: ["ACTIVE", "DRAINING"], agentConnected: [true] },
      },
    },
    reconciler_on_worker: {
      name: "Sample-reconciler-worker",
      event_pattern: {
        source: ["aws.ecs"],
        "detail-type": ["ECS Task State Change"],
        detail: { clusterArn, lastStatus: ["STOPPED"] },
      },
    },
    reconciler_on_upload: {
      name: "Sample-reconciler-upload",
      event_pattern: {
        source: ["aws.s3"],
        "detail-type": ["Object Created"],
        detail: { bucket: { name: ["sample-video-${data.aws_caller_identity.place_account.account_id}-us-west-2"] } },
      },
    },
  });
  expect(only(resource.aws_s3_bucket_notification)).toEqual({
    bucket: "${aws_s3_bucket.buckets_video.id}",
    eventbridge: true,
  });
  const rules = Object.keys(resource.aws_cloudwatch_event_rule ?? {});
  expect(Object.values(resource.aws_cloudwatch_event_target ?? {})).toEqual(
    rules.map((rule) => ({
      rule: `\${aws_cloudwatch_event_rule.${rule}.name}`,
      arn: "${aws_lambda_function.reconciler.arn}",
    })),
  );
  expect(Object.values(resource.aws_lambda_permission ?? {}).map(({ source_arn }) => source_arn as string)).toEqual(
    rules.map((rule) => `\${aws_cloudwatch_event_rule.${rule}.arn}`),
  );
});

test("its code is one zip beside the stack's JSON, named by its content", () => {
  const code = only(synthesize(sampleSpec()).resource.aws_lambda_function);
  expect(code).toMatchObject({
    filename: "assets/reconciler_code/73616d706c65/reconciler.zip",
    source_code_hash: "c2FtcGxl",
    handler: "index.handler",
    runtime: "nodejs22.x",
    architectures: ["arm64"],
  });
  expect(code.timeout).toBeLessThan(60);
  expect(code).not.toHaveProperty("reserved_concurrent_executions");
});

test("the value of the pause parameter is a person's", () => {
  expect(synthesize(sampleSpec()).resource.aws_ssm_parameter?.pause).toMatchObject({
    name: "/elastic-models/Sample/pause",
    insecure_value: "running",
    lifecycle: { ignore_changes: ["insecure_value"] },
  });
});
