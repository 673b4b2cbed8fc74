import fc from "fast-check";
import { anySpec } from "../any-spec";
import { sampleSpec } from "../sample";
import { statements, synthesize } from "../synthesize";
import { runs } from "../../runs";

test("three FIFO queues, encrypted, keeping messages for 14 days", () => {
  const { resource } = synthesize(sampleSpec());
  const queues = Object.entries(resource.aws_sqs_queue ?? {});
  expect(queues.map(([id, { name }]) => [id, name as string])).toEqual([
    ["queues_dead", "Sample-dead.fifo"],
    ["queues_track", "Sample-track.fifo"],
    ["queues_video", "Sample-video.fifo"],
  ]);
  for (const [, queue] of queues) {
    expect(queue).toMatchObject({
      fifo_queue: true,
      content_based_deduplication: true,
      sqs_managed_sse_enabled: true,
      message_retention_seconds: 1209600,
    });
  }
});

test("a video stays invisible for TimeoutHours and is tried MaxReceiveCount times", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const { aws_sqs_queue: queues } = synthesize(spec).resource;
      const { visibility_timeout_seconds: seconds, redrive_policy: redrive } = queues?.queues_video ?? {};
      expect(seconds).toBe(spec.timeoutSeconds);
      expect(redrive).toMatchObject({ maxReceiveCount: spec.maxReceiveCount });
      expect((redrive as { deadLetterTargetArn: string }).deadLetterTargetArn).toMatch(
        new RegExp(`:${spec.stackName}-dead\\.fifo$`),
      );
    }),
    runs(8),
  );
});

test("track and dead can be read by the client's monitor without losing or failing a message", () => {
  const { queues_track: track, queues_dead: dead } = synthesize(sampleSpec()).resource.aws_sqs_queue ?? {};
  for (const queue of [track, dead]) {
    expect(queue).toMatchObject({ visibility_timeout_seconds: 900 });
    expect(queue).not.toHaveProperty("redrive_policy");
  }
  expect(dead?.redrive_allow_policy).toMatchObject({
    redrivePermission: "byQueue",
    sourceQueueArns: [expect.stringMatching(/:Sample-video\.fifo$/)],
  });
});

test("every queue refuses requests without TLS", () => {
  const stack = synthesize(sampleSpec());
  const refusals = statements(stack).filter(({ address }) => address.startsWith("aws_sqs_queue."));
  expect(refusals).toHaveLength(3);
  for (const { statement } of refusals) {
    expect(statement).toMatchObject({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } });
  }
});
