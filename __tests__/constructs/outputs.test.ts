import fc from "fast-check";
import { anySpec } from "./any-spec";
import { sampleSpec } from "./sample";
import { synthesize, type Synthesized } from "./synthesize";
import { runs } from "../runs";

const parameterOf = ({ resource }: Synthesized) => resource.aws_ssm_parameter?.outputs_parameter ?? {};
/** Terraform's outputs by name, as their values. */
const outputsOf = ({ output }: Synthesized) =>
  Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value as string]));

test("their names are fixed: programs rely on them", () => {
  expect(Object.keys(outputsOf(synthesize(sampleSpec()))).sort()).toEqual([
    "autoscaling_group",
    "cluster",
    "dashboard_url",
    "dead_queue",
    "dead_queue_arn",
    "dead_queue_url",
    "log_group",
    "region",
    "submit_policy_arn",
    "task_family",
    "track_bucket",
    "track_queue",
    "track_queue_arn",
    "track_queue_url",
    "video_bucket",
    "video_queue",
    "video_queue_arn",
    "video_queue_url",
  ]);
});

test("Terraform's outputs are in the Parameter Store, too", () => {
  const stack = synthesize(sampleSpec());
  const { insecure_value, ...parameter } = parameterOf(stack);
  expect(parameter).toMatchObject({ name: "/elastic-models/Sample/outputs", type: "String", tier: "Standard" });
  expect(insecure_value).toEqual(outputsOf(stack));
});

test("with the longest names of any model they fit into the 4 KB of a standard parameter", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const longest = {
        ...spec,
        stackName: spec.stackName.padEnd(28, "a"),
        taskFamily: spec.taskFamily.padEnd(255, "a"),
      };
      const json = JSON.stringify(parameterOf(synthesize(longest)).insecure_value);
      // An expression becomes at most a queue's URL or an ARN.
      const applied = json.replaceAll(/\$\{[^}]*\}/g, "x".repeat(140));
      expect(Buffer.byteLength(applied)).toBeLessThan(4096);
    }),
    runs(6),
  );
});
