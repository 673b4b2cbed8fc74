import { type Dimension, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import type { Api } from "./api";

/** A metric's namespace, name and dimensions, as one line: `AWS/SQS NumberOfMessagesSent QueueName=a.fifo`. */
export type MetricName = string;

export const metricName = (
  namespace: string,
  name: string,
  dimensions: readonly Dimension[] | Readonly<Record<string, string>>,
): MetricName => {
  const pairs = Array.isArray(dimensions)
    ? (dimensions as readonly Dimension[]).map(({ Name = "", Value = "" }): [string, string] => [Name, Value])
    : Object.entries(dimensions as Readonly<Record<string, string>>);
  return [namespace, name, ...pairs.map(([key, value]) => `${key}=${value}`).sort()].join(" ");
};

export type Statistic = "Average" | "Maximum" | "Minimum" | "Sum" | "SampleCount";

interface Datapoint {
  /** Milliseconds since 1970: the minute's start. */
  readonly at: number;
  readonly value: number;
}

/** CloudWatch's metrics. What is published is also put into the emulator, where a stack's own parts ask for it. */
export class Metrics {
  private readonly points = new Map<MetricName, Datapoint[]>();

  constructor(private readonly api: Api) {}

  /** Values of the minute that began at this time. */
  async publish(
    namespace: string,
    dimensions: Readonly<Record<string, string>>,
    values: Readonly<Record<string, number>>,
    minute: number,
  ): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      const key = metricName(namespace, name, dimensions);
      const list = this.points.get(key) ?? [];
      this.points.set(key, list);
      list.push({ at: minute, value });
    }
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    const MetricData = Object.entries(values).map(([MetricName, Value]) => ({
      MetricName,
      Value,
      Dimensions,
      Timestamp: new Date(minute),
    }));
    await this.api.cloudWatch.send(new PutMetricDataCommand({ Namespace: namespace, MetricData }));
  }

  has(metric: MetricName): boolean {
    return this.points.has(metric);
  }

  /** Of the datapoints from `start` on and before `end`; undefined where there is none. */
  over(metric: MetricName, start: number, end: number, statistic: Statistic): number | undefined {
    const values = (this.points.get(metric) ?? []).flatMap(({ at, value }) => (at >= start && at < end ? value : []));
    if (values.length === 0) return undefined;
    const sum = values.reduce((total, value) => total + value, 0);
    switch (statistic) {
      case "Maximum":
        return Math.max(...values);
      case "Minimum":
        return Math.min(...values);
      case "Sum":
        return sum;
      case "Average":
        return sum / values.length;
      case "SampleCount":
        return values.length;
    }
  }
}
