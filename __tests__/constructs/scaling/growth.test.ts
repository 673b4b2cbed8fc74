import { sampleSpec } from "../sample";
import { only, synthesize } from "../synthesize";

const growth = (different = {}) => {
  const { resource } = synthesize(sampleSpec(different));
  return { policy: only(resource.aws_autoscaling_policy), alarm: resource.aws_cloudwatch_metric_alarm?.growth_waiting };
};

test("an alarm on waiting videos orders instances through the group's step scaling policy", () => {
  const { policy, alarm } = growth();
  expect(alarm).toMatchObject({
    namespace: "AWS/SQS",
    metric_name: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: "Sample-video.fifo" },
    statistic: "Maximum",
    period: 60,
    threshold: 1,
    comparison_operator: "GreaterThanOrEqualToThreshold",
    treat_missing_data: "notBreaching",
    alarm_actions: ["${aws_autoscaling_policy.growth_policy.arn}"],
  });
  expect(policy).toMatchObject({
    autoscaling_group_name: "${aws_autoscaling_group.fleet.name}",
    policy_type: "StepScaling",
    adjustment_type: "ChangeInCapacity",
  });
});

test("it never orders fewer", () => {
  const steps = growth({ fleetSize: 700 }).policy.step_adjustment as { scaling_adjustment: number }[];
  expect(steps).toHaveLength(20);
  expect(steps.every(({ scaling_adjustment: change }) => change > 0)).toBe(true);
});

test("instances with several GPUs serve several waiting videos each", () => {
  const steps = growth({ fleetSize: 2, workersPerInstance: 4 }).policy.step_adjustment as unknown;
  expect(steps).toEqual([
    { metric_interval_lower_bound: "0", metric_interval_upper_bound: "4", scaling_adjustment: 1 },
    { metric_interval_lower_bound: "4", scaling_adjustment: 2 },
  ]);
});
