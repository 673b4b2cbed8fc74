import fc from "fast-check";
import { anySpec } from "../any-spec";
import { sampleSpec } from "../sample";
import { statements, synthesize, type Synthesized } from "../synthesize";
import { runs } from "../../runs";

const granted = (stack: Synthesized) =>
  statements(stack)
    .filter(({ address }) => address === "aws_iam_policy.submit")
    .flatMap(({ statement }) => {
      const resources = [statement.Resource].flat() as string[];
      return ([statement.Action].flat() as string[]).flatMap((action) =>
        resources.map((resource) => `${action} ${resource.replace(/^arn:[^:]+:|\$\{[^}]+\}/g, "")}`),
      );
    });

test("it allows what the client and a script need to submit, watch and fetch, and nothing else", () => {
  expect(granted(synthesize(sampleSpec()))).toEqual([
    "s3:ListBucket s3:::sample-video--us-west-2",
    "s3:ListBucket s3:::sample-track--us-west-2",
    "s3:GetObject s3:::sample-video--us-west-2/*",
    "s3:PutObject s3:::sample-video--us-west-2/*",
    "s3:PutObjectTagging s3:::sample-video--us-west-2/*",
    "s3:AbortMultipartUpload s3:::sample-video--us-west-2/*",
    "s3:GetObject s3:::sample-track--us-west-2/*",
    "sqs:SendMessage sqs:us-west-2::Sample-video.fifo",
    "sqs:GetQueueUrl sqs:us-west-2::Sample-video.fifo",
    "sqs:GetQueueUrl sqs:us-west-2::Sample-track.fifo",
    "sqs:GetQueueUrl sqs:us-west-2::Sample-dead.fifo",
    "sqs:GetQueueAttributes sqs:us-west-2::Sample-video.fifo",
    "sqs:GetQueueAttributes sqs:us-west-2::Sample-track.fifo",
    "sqs:GetQueueAttributes sqs:us-west-2::Sample-dead.fifo",
    "sqs:ReceiveMessage sqs:us-west-2::Sample-track.fifo",
    "sqs:ReceiveMessage sqs:us-west-2::Sample-dead.fifo",
    "cloudformation:ListStackResources cloudformation:us-west-2::stack/Sample/*",
    "ecs:DescribeTaskDefinition *",
    "autoscaling:DescribeScalingActivities *",
  ]);
});

test("it names this stack's queues and buckets only, and an output names it", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const stack = synthesize(spec);
      const named = granted(stack).filter((grant) => !grant.endsWith(" *"));
      const own = new RegExp(`:(stack/)?${spec.stackName}[-/]`, "i");
      expect(named.filter((grant) => !own.test(grant))).toEqual([]);
      expect(stack.output.submit_policy_arn).toMatchObject({ value: "${aws_iam_policy.submit.arn}" });
    }),
    runs(6),
  );
});
