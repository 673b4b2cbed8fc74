import { GetMetricDataCommand, type MetricDataResult } from "@aws-sdk/client-cloudwatch";
import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import type { Clients } from "./clients";
import type { EpochSeconds, Flow, Queue } from "./observation";
import { flowMinutes, metricsLateMinutes } from "./rules";

export async function observeQueue({ sqs }: Clients, queueUrl: string): Promise<Queue> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: [
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible",
        "ApproximateNumberOfMessagesDelayed",
      ],
    }),
  );
  const count = (name: keyof typeof Attributes): number => {
    const value = Number(Attributes[name]);
    if (!Number.isInteger(value)) throw new Error(`SQS answered "${Attributes[name]}" for ${name}`);
    return value;
  };
  return {
    waiting: count("ApproximateNumberOfMessages"),
    inFlight: count("ApproximateNumberOfMessagesNotVisible"),
    delayed: count("ApproximateNumberOfMessagesDelayed"),
  };
}

/** A quarter of an hour, and what CloudWatch may be late. */
const minutes = flowMinutes + metricsLateMinutes;

const statistics = {
  waiting: ["ApproximateNumberOfMessagesVisible", "Maximum"],
  inFlight: ["ApproximateNumberOfMessagesNotVisible", "Maximum"],
  delayed: ["ApproximateNumberOfMessagesDelayed", "Maximum"],
  sent: ["NumberOfMessagesSent", "Sum"],
  taken: ["NumberOfMessagesReceived", "Sum"],
  finished: ["NumberOfMessagesDeleted", "Sum"],
} as const;

type Series = ReadonlyMap<EpochSeconds, number>;

export async function observeHistory(
  { cloudWatch }: Clients,
  queueUrl: string,
  now: EpochSeconds,
): Promise<Pick<Queue, "emptySeconds" | "flow">> {
  const queueName = queueUrl.slice(queueUrl.lastIndexOf("/") + 1);
  const end = Math.floor(now / 60) * 60;
  const { MetricDataResults = [] } = await cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date((end - minutes * 60) * 1000),
      EndTime: new Date(end * 1000),
      MetricDataQueries: Object.entries(statistics).map(([Id, [MetricName, Stat]]) => ({
        Id,
        MetricStat: {
          Metric: { Namespace: "AWS/SQS", MetricName, Dimensions: [{ Name: "QueueName", Value: queueName }] },
          Period: 60,
          Stat,
        },
      })),
    }),
  );
  const series = (id: keyof typeof statistics): Series => asSeries(MetricDataResults.find(({ Id }) => Id === id));
  return {
    emptySeconds: emptySeconds(series("waiting"), [series("inFlight"), series("delayed")], now),
    flow: flow(series("sent"), series("taken"), series("finished"), end),
  };
}

const asSeries = ({ Timestamps = [], Values = [] }: MetricDataResult = {}): Series =>
  new Map(Timestamps.map((time, index) => [time.getTime() / 1000, Values[index] ?? 0]));

/**
 * From the latest minute back, as long as nothing waits and nothing else is known to be there: a gap in what waits ends what
 * is known. Of the others SQS may report nothing while there are none ("Available CloudWatch metrics for Amazon SQS").
 */
export function emptySeconds(waiting: Series, others: readonly Series[], now: EpochSeconds): number | undefined {
  let since: EpochSeconds | undefined;
  for (const minute of [...waiting.keys()].sort((a, b) => b - a)) {
    if (since !== undefined && since - minute > 60) break;
    if (waiting.get(minute) !== 0 || others.some((series) => (series.get(minute) ?? 0) > 0)) break;
    since = minute;
  }
  return since === undefined ? undefined : now - since;
}

function flow(sent: Series, taken: Series, finished: Series, end: EpochSeconds): Flow | undefined {
  if (sent.size === 0) return undefined;
  const lately = (series: Series) =>
    [...series].flatMap(([time, value]) => (end - time <= flowMinutes * 60 ? value : []));
  const sum = (series: Series) => lately(series).reduce((total, value) => total + value, 0);
  return {
    minutesWithArrivals: lately(sent).filter((value) => value > 0).length,
    finished: sum(finished),
    ...(taken.size > 0 && { taken: sum(taken) }),
  };
}
