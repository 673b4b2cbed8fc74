import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import type { PipelineSpec } from "../../models/format/spec";
import { alarmTopic } from "../monitoring/alarm-topic";
import type { PipelineNames } from "./pipeline-names";
import type { Place } from "../place";
import { onlyTls, policy } from "../policy";

export interface UndeliveredProps {
  readonly spec: PipelineSpec;
  readonly names: PipelineNames;
  readonly place: Place;
}

/** The queue of what a pipe could not hand on, and the alarm that somebody should look. Such a queue cannot be FIFO. */
export class Undelivered extends Construct {
  readonly queue: SqsQueue;

  constructor(scope: Construct, id: string, props: UndeliveredProps) {
    super(scope, id);
    const { spec, names, place } = props;
    this.queue = new SqsQueue(this, "Default", {
      name: names.undelivered,
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: 14 * 24 * 60 * 60,
      policy: policy(onlyTls("sqs:*", [place.arn("sqs", names.undelivered)])),
    });
    const topic = alarmTopic(this, { name: names.topic, place, notifyEmail: spec.notifyEmail });
    new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: names.undelivered,
      alarmDescription: `${spec.name} could not hand a video on to its next step: without you it stays where it is. First: docs/pipelines.md, "What could not be handed on".`,
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: names.undelivered },
      statistic: "Maximum",
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      treatMissingData: "notBreaching",
      alarmActions: [topic.arn],
      okActions: [topic.arn],
    });
  }
}
