import type { CloudwatchMetricAlarmConfig } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { ModelSpec } from "../../models/format/spec";
import { metricNamespace, metrics } from "../../reconciler/metrics";
import type { Names } from "../names";

/** One alarm meant for people. It rings when its metric or its query is 1 or more. */
export interface PeopleAlarm {
  /** End of its name, and its heading in `page`. */
  readonly id: string;
  /** By default docs/operate.md. */
  readonly page?: string;
  /** What happened, what it costs, what to do first: a sentence each. */
  readonly what: string;
  readonly cost: string;
  readonly first: string;
  readonly when: Partial<CloudwatchMetricAlarmConfig> & Pick<CloudwatchMetricAlarmConfig, "evaluationPeriods">;
  /** What no data means; by default that all is well. */
  readonly silence?: "breaching";
}

/** As CloudWatch shows it, and the mail. */
export const descriptionOf = ({ id, what, cost, first, page = "docs/operate.md" }: PeopleAlarm): string =>
  `${what} ${cost} First: ${first} (${page}, "${id}")`;

export function alarmsOf(spec: ModelSpec, names: Names): PeopleAlarm[] {
  const { cluster: model } = names;
  const waiting = sqs("waiting", names.videoQueue, "ApproximateNumberOfMessagesVisible", "Maximum");
  // SQS may report it only while something is in flight ("Available CloudWatch metrics for Amazon SQS").
  const inFlight = sqs("in_flight", names.videoQueue, "ApproximateNumberOfMessagesNotVisible", "Maximum");
  const deleted = sqs("deleted", names.videoQueue, "NumberOfMessagesDeleted", "Sum");
  return [
    {
      id: "dead-letters",
      what: `A video of ${model} failed ${spec.maxReceiveCount} times and lies in ${names.deadQueue}.`,
      cost: "It costs nothing there and is lost after 14 days.",
      first: `./model dead-letters ${model}`,
      when: { ...sqsMetric(names.deadQueue, "ApproximateNumberOfMessagesVisible"), period: 300, evaluationPeriods: 1 },
    },
    {
      id: "old-video",
      what: `A video of ${model} has not been finished a day after it was sent.`,
      cost: "Its result is late; after 14 days it is lost.",
      first: `./model status ${model}`,
      when: {
        evaluationPeriods: 3,
        metricQuery: query("IF(age >= 86400, 1, 0)", 300, [
          sqs("age", names.videoQueue, "ApproximateAgeOfOldestMessage", "Maximum"),
        ]),
      },
    },
    {
      id: "nothing-runs",
      what: `Videos of ${model} have waited for 15 minutes and none is in work.`,
      cost: "Nothing is done; instances that boot in vain may cost money.",
      first: `./model status ${model}`,
      when: {
        evaluationPeriods: 15,
        metricQuery: query("IF(waiting >= 1 AND FILL(in_flight, 0) < 1, 1, 0)", 60, [waiting, inFlight]),
      },
    },
    {
      id: "idle-instances",
      what: `Instances of ${model} run for ${idleMinutes(spec)} minutes without a video.`,
      cost: "Each costs its price by the hour.",
      first: `./model status ${model}`,
      when: {
        evaluationPeriods: idleMinutes(spec),
        metricQuery: query("IF(instances >= 1 AND FILL(waiting, 0) + FILL(in_flight, 0) < 1, 1, 0)", 60, [
          {
            id: "instances",
            namespace: "AWS/AutoScaling",
            metricName: "GroupInServiceInstances",
            dimensions: { AutoScalingGroupName: names.group },
            stat: "Minimum",
          },
          waiting,
          inFlight,
        ]),
      },
    },
    {
      id: "no-progress",
      what: `Videos of ${model} are in work and none was finished for TimeoutHours.`,
      cost: "The instances that hold them cost their price by the hour.",
      first: `./model logs ${model} --follow`,
      when: {
        evaluationPeriods: Math.max(1, Math.ceil(spec.timeoutSeconds / 300)),
        metricQuery: query("IF(in_flight >= 1 AND FILL(deleted, 0) < 1, 1, 0)", 300, [inFlight, deleted]),
      },
    },
    {
      id: "circuit-open",
      what: `Workers of ${model} failed one after the other, or none could start or take a video, so no more are started; one trial is made an hour.`,
      cost: "Videos wait; a trial costs a few minutes of one instance.",
      first: `./model status ${model}`,
      when: {
        namespace: metricNamespace,
        metricName: metrics.circuitOpen,
        dimensions: { Model: model },
        statistic: "Maximum",
        period: 300,
        evaluationPeriods: 1,
      },
    },
    {
      id: "reconciler-fails",
      what: `The function that lets instances of ${model} work and leave fails or does not run.`,
      cost: "Running workers go on, but none is started; the fleet still grows by its alarm, and no instance leaves: each costs its price by the hour.",
      first: `./model logs ${model} --reconciler`,
      when: {
        evaluationPeriods: 3,
        metricQuery: query("IF(FILL(invocations, 0) < 1 OR FILL(errors, 0) >= 1, 1, 0)", 300, [
          lambda("invocations", names.reconciler, "Invocations"),
          lambda("errors", names.reconciler, "Errors"),
        ]),
      },
      silence: "breaching",
    },
  ];
}

/** Longer than any instance is kept warm on purpose. */
const idleMinutes = ({ keepWarmSeconds }: ModelSpec): number => 45 + Math.ceil(keepWarmSeconds / 60);

interface Metric {
  readonly id: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: "Maximum" | "Minimum" | "Sum";
}

const sqsMetric = (queue: string, metricName: string) =>
  ({ namespace: "AWS/SQS", metricName, dimensions: { QueueName: queue }, statistic: "Maximum" }) as const;

const sqs = (id: string, queue: string, metricName: string, stat: Metric["stat"]): Metric => ({
  id,
  namespace: "AWS/SQS",
  metricName,
  dimensions: { QueueName: queue },
  stat,
});

const lambda = (id: string, name: string, metricName: string): Metric => ({
  id,
  namespace: "AWS/Lambda",
  metricName,
  dimensions: { FunctionName: name },
  stat: "Sum",
});

/** A metric math expression over metrics of one period, in the alarm's own form. */
function query(expression: string, period: number, inputs: readonly Metric[]) {
  return [
    { id: "ring", expression, label: expression, returnData: true },
    ...inputs.map(({ id, ...metric }) => ({ id, metric: { ...metric, period }, returnData: false })),
  ];
}
