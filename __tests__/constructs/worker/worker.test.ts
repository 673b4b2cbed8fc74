import fc from "fast-check";
import { imageReference } from "../../../models/format/image-reference";
import type { ModelSpec } from "../../../models/format/spec";
import { anySpec } from "../any-spec";
import { sampleSpec } from "../sample";
import { only, statements, synthesize, type Block, type Synthesized } from "../synthesize";
import { runs } from "../../runs";

const container = ({ resource }: Synthesized): Block =>
  (only(resource.aws_ecs_task_definition).container_definitions as [Block])[0];

/** As the stack names it: an account's number is known to Terraform only. */
const shownImage = (spec: ModelSpec) => imageReference(spec, "${data.aws_caller_identity.place_account.account_id}");

const allowed = (stack: Synthesized, role: string) =>
  statements(stack)
    .filter(({ address }) => address === `aws_iam_role_policy.${role}_policy`)
    .map(({ statement }) => statement);

test("the container finds queues and buckets where client and container look for them", () => {
  expect(container(synthesize(sampleSpec({ environment: { THRESHOLD: "0.2" } }))).environment).toEqual([
    { name: "PROCESSOR", value: "Sample" },
    { name: "VIDEO_QUEUE", value: "Sample-video.fifo" },
    { name: "TRACK_QUEUE", value: "Sample-track.fifo" },
    { name: "DEAD_QUEUE", value: "Sample-dead.fifo" },
    { name: "VIDEO_BUCKET", value: "sample-video-${data.aws_caller_identity.place_account.account_id}-us-west-2" },
    { name: "TRACK_BUCKET", value: "sample-track-${data.aws_caller_identity.place_account.account_id}-us-west-2" },
    { name: "AWS_REGION", value: "us-west-2" },
    { name: "DEFAULT_MAX_CALL_ATTEMPTS", value: "6" },
    { name: "THRESHOLD", value: "0.2" },
  ]);
});

test("command, image, soft memory limit and family come from the YAML, and there is no service", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const stack = synthesize(spec);
      const escaped = (text: string) => text.split("${").join("$${").split("%{").join("%%{");
      expect(container(stack)).toMatchObject({
        name: spec.stackName,
        image: shownImage(spec),
        ...(spec.command.length > 0 && { command: spec.command.map(escaped) }),
        memoryReservation: spec.memoryReservationMib,
      });
      if (spec.command.length === 0) expect(container(stack)).not.toHaveProperty("command");
      expect(container(stack)).not.toHaveProperty("memory");
      expect(only(stack.resource.aws_ecs_task_definition).family).toBe(spec.taskFamily);
      expect(stack.resource).not.toHaveProperty("aws_ecs_service");
    }),
    runs(8),
  );
});

test("the worker may reach its own queues and buckets and read its model and configuration, nothing else", () => {
  const arn = "arn:${data.aws_partition.place_partition.partition}";
  const account = "${data.aws_caller_identity.place_account.account_id}";
  const queue = (purpose: string) => `${arn}:sqs:us-west-2:${account}:Sample-${purpose}.fifo`;
  const bucket = (purpose: string) => `${arn}:s3:::sample-${purpose}-${account}-us-west-2`;
  const resources = allowed(synthesize(sampleSpec()), "worker_task-role").map(
    ({ Sid, Resource }) => [Sid, Resource] as unknown,
  );
  expect(resources).toEqual([
    ["TakeVideos", queue("video")],
    ["Report", [queue("track"), queue("dead")]],
    ["ReadVideos", `${bucket("video")}/*`],
    ["WriteResults", `${bucket("track")}/*`],
    ["ListItsBuckets", [bucket("video"), bucket("track")]],
    ["ReadModel", `${arn}:s3:::models/sample.pt`],
    ["ListModel", `${arn}:s3:::models`],
    ["ReadTrackConfig", `${arn}:s3:::configs/sample.yaml`],
    ["ListTrackConfig", `${arn}:s3:::configs`],
  ]);
});

test("a model that is a prefix may be read below it", () => {
  const stack = synthesize(sampleSpec({ modelLocation: { bucket: "models", key: "yolo/" }, trackConfig: undefined }));
  const statement = allowed(stack, "worker_task-role").find(({ Sid }) => Sid === "ReadModel");
  expect(statement?.Resource).toMatch(/:s3:::models\/yolo\/\*$/);
  expect(allowed(stack, "worker_task-role").map(({ Sid }) => Sid as string)).not.toContain("ReadTrackConfig");
});

test("an image of ECR may be pulled from its own repository; another needs no permission", () => {
  const image = "210987654321.dkr.ecr.eu-west-1.amazonaws.com/team/detector@sha256:abc";
  const own = allowed(synthesize(sampleSpec({ containerImage: image })), "worker_execution-role");
  expect(own.find(({ Sid }) => Sid === "PullTheImage")?.Resource).toMatch(
    /:ecr:eu-west-1:210987654321:repository\/team\/detector$/,
  );
  const other = allowed(synthesize(sampleSpec({ containerImage: "team/detector:1" })), "worker_execution-role");
  expect(other.map(({ Sid }) => Sid as string)).toEqual(["WriteTheLog"]);
});

test("logs go to a group of the stack that forgets after LogRetentionDays", () => {
  const stack = synthesize(sampleSpec({ logRetentionDays: 7 }));
  expect(stack.resource.aws_cloudwatch_log_group?.worker_log).toEqual({ name: "/ecs/Sample", retention_in_days: 7 });
  expect(container(stack).logConfiguration).toMatchObject({ options: { "awslogs-group": "/ecs/Sample" } });
});
