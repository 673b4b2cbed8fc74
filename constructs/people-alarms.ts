import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import type { ModelSpec } from "../models/format/spec";
import type { Names } from "./names";
import { alarmsOf, descriptionOf } from "./people-alarm-list";
import type { Place } from "./place";
import { onlyTls, policy } from "./policy";

export interface PeopleAlarmsProps {
  readonly spec: ModelSpec;
  readonly names: Names;
  readonly place: Place;
}

/** Alarms meant for people, sent to one topic of the stack and from there by email when the YAML names an address. */
export class PeopleAlarms extends Construct {
  readonly topic: SnsTopic;

  constructor(scope: Construct, id: string, props: PeopleAlarmsProps) {
    super(scope, id);
    const { spec, names, place } = props;
    // Not encrypted: with AWS's own key CloudWatch's messages are dropped without a word, and a key of one's own costs a
    // dollar a month ("Encrypting messages with Amazon SNS"). They hold names and numbers, no data.
    this.topic = new SnsTopic(this, "topic", { name: names.topic });
    const topicArn = place.arn("sns", names.topic);
    new SnsTopicPolicy(this, "topic-policy", {
      arn: this.topic.arn,
      policy: policy(
        {
          Sid: "AlarmsOfThisAccount",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topicArn,
          Condition: { StringEquals: { "aws:SourceAccount": place.accountId } },
        },
        onlyTls("sns:Publish", [topicArn]),
      ),
    });
    if (spec.notifyEmail) {
      new SnsTopicSubscription(this, "email", {
        topicArn: this.topic.arn,
        protocol: "email",
        endpoint: spec.notifyEmail,
      });
    }
    const notified = [this.topic.arn];
    for (const alarm of alarmsOf(spec, names)) {
      new CloudwatchMetricAlarm(this, alarm.id, {
        alarmName: `${names.cluster}-${alarm.id}`,
        alarmDescription: descriptionOf(alarm),
        ...alarm.when,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        treatMissingData: alarm.silence ?? "notBreaching",
        alarmActions: notified,
        okActions: notified,
      });
    }
  }
}
