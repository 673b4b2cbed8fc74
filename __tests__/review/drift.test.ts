import type { ResourceChange } from "../../review/plan";
import { reviewStack } from "../../review/stack-review";
import { changed, created, destroyed, kept, planOf, updated } from "./plan-of";

const drift = (found: ResourceChange, planned: ResourceChange) =>
  reviewStack("S", { ...planOf(planned), resource_drift: [found] }).drift;

describe("what was changed outside of Terraform", () => {
  const queue = (seconds: number) => ({ name: "q", visibility_timeout_seconds: seconds });

  test("and is put back by this plan", () => {
    expect(
      drift(updated("aws_sqs_queue.q", queue(900), queue(30)), updated("aws_sqs_queue.q", queue(30), queue(900))),
    ).toEqual([
      {
        address: "aws_sqs_queue.q",
        gone: false,
        putBack: true,
        attributes: [{ attribute: "visibility_timeout_seconds", forcesReplacement: false, before: "900", after: "30" }],
      },
    ]);
  });

  test("and is left so, because the stack ignores it", () => {
    expect(
      drift(
        updated("aws_ssm_parameter.paused", { value: "no" }, { value: "yes" }),
        kept("aws_ssm_parameter.paused", { value: "yes" }),
      ),
    ).toMatchObject([{ putBack: false, attributes: [{ before: "no", after: "yes" }] }]);
  });

  test("and no longer exists", () => {
    expect(drift(destroyed("aws_sqs_queue.q", queue(900)), created("aws_sqs_queue.q", queue(900)))).toEqual([
      { address: "aws_sqs_queue.q", gone: true, attributes: [], putBack: true },
    ]);
  });

  test("a running fleet's desired capacity is AWS's own, since the stack does not set it", () => {
    const group = kept("aws_autoscaling_group.f", { name: "f", max_size: 4 });
    expect(
      drift(
        updated("aws_autoscaling_group.f", { name: "f", desired_capacity: 0 }, { name: "f", desired_capacity: 3 }),
        group,
      ),
    ).toEqual([]);
  });

  test("what the provider reads for the first time is no change", () => {
    const bucket = kept("aws_s3_bucket.b", { bucket: "b", rule: [] });
    expect(
      drift(updated("aws_s3_bucket.b", { rule: [], tags: null }, { rule: [{ days: 7 }], tags: {} }), bucket),
    ).toEqual([]);
    expect(drift(changed("data.aws_ami.a", ["read"], { id: "1" }, { id: "2" }, { mode: "data" }), bucket)).toEqual([]);
  });
});
