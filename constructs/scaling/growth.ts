import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { ModelSpec } from "../../models/format/spec";
import { bands } from "./bands";
import type { Fleet } from "../fleet/fleet";
import type { Names } from "../names";

export interface GrowthProps {
  readonly spec: ModelSpec;
  readonly names: Names;
  readonly fleet: Fleet;
}

/**
 * Growth by AWS's own means alone: while videos wait, an alarm orders instances through a step scaling policy. The
 * reconciler orders sooner and more exactly, and it alone starts workers; should only its orders fail, this still brings a
 * fleet. Neither ever orders fewer.
 */
export class Growth extends Construct {
  readonly alarm: CloudwatchMetricAlarm;

  constructor(scope: Construct, id: string, props: GrowthProps) {
    super(scope, id);
    const { spec, names, fleet } = props;
    const policy = new AutoscalingPolicy(this, "policy", {
      name: `${names.group}-grow`,
      autoscalingGroupName: fleet.group.name,
      policyType: "StepScaling",
      adjustmentType: "ChangeInCapacity",
      metricAggregationType: "Maximum",
      // Slow end of boot, image pull and model download: instances that were ordered a minute ago do not count as
      // capacity until then, so the next minute's alarm orders nothing twice.
      estimatedInstanceWarmup: 900,
      stepAdjustment: bands(spec.fleetSize, Math.max(spec.waitingVideosPerInstance, spec.workersPerInstance)).map(
        ({ lower, upper, instances }) => ({
          metricIntervalLowerBound: String(lower),
          ...(upper !== undefined && { metricIntervalUpperBound: String(upper) }),
          scalingAdjustment: instances,
        }),
      ),
    });
    this.alarm = new CloudwatchMetricAlarm(this, "waiting", {
      alarmName: names.waitingAlarm,
      alarmDescription: `Videos have waited in ${names.videoQueue} for five minutes: the group orders instances. Nothing to do, unless none come: ./model status ${names.cluster} (docs/operate.md, "waiting")`,
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: names.videoQueue },
      statistic: "Maximum",
      period: 60,
      // The reconciler orders within a minute; only what it left undone is ordered here.
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      treatMissingData: "notBreaching",
      alarmActions: [policy.arn],
    });
  }
}
