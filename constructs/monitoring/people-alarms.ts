import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { Construct } from "constructs";
import { alarmTopic } from "./alarm-topic";
import type { Names } from "../names";
import { descriptionOf, type PeopleAlarm } from "./people-alarm-list";
import type { Place } from "../place";

export interface PeopleAlarmsProps {
  readonly alarms: readonly PeopleAlarm[];
  readonly notifyEmail?: string;
  readonly names: Names;
  readonly place: Place;
}

/** Alarms meant for people, sent to one topic of the stack and from there by email when the YAML names an address. */
export class PeopleAlarms extends Construct {
  readonly topic: SnsTopic;

  constructor(scope: Construct, id: string, props: PeopleAlarmsProps) {
    super(scope, id);
    const { alarms, notifyEmail, names, place } = props;
    this.topic = alarmTopic(this, { name: names.topic, place, notifyEmail });
    const notified = [this.topic.arn];
    for (const alarm of alarms) {
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
