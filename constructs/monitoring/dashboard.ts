import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";
import { instancePrice } from "../../forecast/prices";
import type { ModelSpec } from "../../models/format/spec";
import { metricNamespace, metrics } from "../../reconciler/metrics";
import type { Names } from "../names";

export interface DashboardProps {
  readonly spec: ModelSpec;
  readonly names: Names;
}

/** One metric of a widget: namespace, name, dimensions and how it is drawn; or an expression over others. */
type Line = readonly (string | Readonly<Record<string, unknown>>)[];

/** One CloudWatch dashboard a stack: what waits, what works, what came out, what it costs. */
export class Dashboard extends Construct {
  /** Where to look at it. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { spec, names } = props;
    new CloudwatchDashboard(this, "Default", {
      dashboardName: names.cluster,
      dashboardBody: JSON.stringify({ widgets: widgetsOf(spec, names) }),
    });
    const { region } = spec;
    this.url = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${names.cluster}`;
  }
}

/** Two columns of graphs, in the order in which one asks. */
function widgetsOf(spec: ModelSpec, names: Names) {
  const queue = (metric: string, label: string, options = {}, name = names.videoQueue): Line => [
    "AWS/SQS",
    metric,
    "QueueName",
    name,
    { label, stat: "Maximum", ...options },
  ];
  const group = (metric: string, label: string, options = {}): Line => [
    "AWS/AutoScaling",
    metric,
    "AutoScalingGroupName",
    names.group,
    { label, stat: "Maximum", ...options },
  ];
  const own = (metric: string, label: string, stat = "Maximum"): Line => [
    metricNamespace,
    metric,
    "Model",
    names.cluster,
    { label, stat },
  ];
  const graphs: readonly { readonly title: string; readonly lines: readonly Line[]; readonly period?: number }[] = [
    {
      title: "Videos",
      lines: [
        queue("ApproximateNumberOfMessagesVisible", "waiting"),
        queue("ApproximateNumberOfMessagesNotVisible", "in work"),
      ],
    },
    {
      title: "Instances and workers",
      lines: [
        group("GroupDesiredCapacity", "instances ordered"),
        group("GroupInServiceInstances", "instances running"),
        own(metrics.workers, "workers"),
      ],
    },
    {
      title: "Results an hour",
      period: 3600,
      lines: [queue("NumberOfMessagesSent", "results", { stat: "Sum" }, names.trackQueue)],
    },
    {
      title: "Dead letters",
      lines: [queue("ApproximateNumberOfMessagesVisible", "dead letters", {}, names.deadQueue)],
    },
    {
      title: "Oldest video",
      lines: [
        [{ expression: "age / 60", label: "minutes since it was sent" }],
        queue("ApproximateAgeOfOldestMessage", "", { id: "age", visible: false }),
      ],
    },
    moneyGraph(spec, group("GroupInServiceInstances", "", { id: "instances", visible: false })),
    {
      title: "What the reconciler did",
      lines: [
        own(metrics.instancesOrdered, "instances ordered", "Sum"),
        own(metrics.instancesEnded, "instances ended", "Sum"),
        own(metrics.workersStarted, "workers started", "Sum"),
        own(metrics.workersStopped, "workers stopped", "Sum"),
      ],
    },
  ];
  return graphs.map(({ title, lines, period = 60 }, position) => ({
    type: "metric",
    x: 12 * (position % 2),
    y: 6 * Math.floor(position / 2),
    width: 12,
    height: 6,
    properties: { title, region: spec.region, view: "timeSeries", period, metrics: lines, yAxis: { left: { min: 0 } } },
  }));
}

/** Dollars an hour of what runs now, by the on-demand price of the first instance type. */
function moneyGraph({ region, instanceTypes: [type], rootVolumeGib, spot }: ModelSpec, instances: Line) {
  const price = type && instancePrice(region, type.name, rootVolumeGib);
  if (!price) return { title: "Running instances (no price is known)", lines: [instances.slice(0, -1)] };
  const label = `$ an hour${spot ? " on demand; Spot costs less" : ""}`;
  return {
    title: `Money: ${type.name} in ${region}, price of ${price.date}`,
    lines: [[{ expression: `instances * ${price.onDemandHour.toFixed(3)}`, label }], instances],
  };
}
