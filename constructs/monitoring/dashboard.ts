import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";
import { instancePrice } from "../../forecast/prices";
import type { FleetSpec } from "../../models/format/spec";
import type { Names } from "../names";

export interface DashboardProps {
  readonly region: string;
  readonly names: Names;
  /** In the order in which one asks. */
  readonly graphs: readonly Graph[];
}

/** One metric of a widget: namespace, name, dimensions and how it is drawn; or an expression over others. */
export type Line = readonly (string | Readonly<Record<string, unknown>>)[];

export interface Graph {
  readonly title: string;
  readonly lines: readonly Line[];
  /** Seconds; 60 by default. */
  readonly period?: number;
}

/** One CloudWatch dashboard a stack: its graphs in two columns. */
export class Dashboard extends Construct {
  /** Where to look at it. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { region, names, graphs } = props;
    new CloudwatchDashboard(this, "Default", {
      dashboardName: names.cluster,
      dashboardBody: JSON.stringify({ widgets: graphs.map((graph, position) => widgetOf(graph, position, region)) }),
    });
    this.url = `https://${region}.${consoleHost(region)}/cloudwatch/home?region=${region}#dashboards/dashboard/${names.cluster}`;
  }
}

/** AWS GovCloud (US) and China have consoles of their own ("Using AWS GovCloud (US) Regions", "Getting Started with Amazon Web Services in China"). */
function consoleHost(region: string): string {
  if (region.startsWith("us-gov-")) return "console.amazonaws-us-gov.com";
  return region.startsWith("cn-") ? "console.amazonaws.cn" : "console.aws.amazon.com";
}

function widgetOf({ title, lines, period = 60 }: Graph, position: number, region: string) {
  return {
    type: "metric",
    x: 12 * (position % 2),
    y: 6 * Math.floor(position / 2),
    width: 12,
    height: 6,
    properties: { title, region, view: "timeSeries", period, metrics: lines, yAxis: { left: { min: 0 } } },
  };
}

/** A metric of the fleet's Auto Scaling group, the largest of each period. */
export const groupLine = (names: Names, metric: string, label: string, options = {}): Line => [
  "AWS/AutoScaling",
  metric,
  "AutoScalingGroupName",
  names.group,
  { label, stat: "Maximum", ...options },
];

/** Dollars an hour of what runs now, by the on-demand price of the first instance type. */
export function moneyGraph(
  { instanceTypes: [type], rootVolumeGib, spot }: FleetSpec,
  region: string,
  names: Names,
): Graph {
  const instances = groupLine(names, "GroupInServiceInstances", "", { id: "instances", visible: false });
  const price = type && instancePrice(region, type.name, rootVolumeGib);
  if (!price) return { title: "Running instances (no price is known)", lines: [instances.slice(0, -1)] };
  const label = `$ an hour${spot ? " on demand; Spot costs less" : ""}`;
  return {
    title: `Money: ${type.name} in ${region}, price of ${price.date}`,
    lines: [[{ expression: `instances * ${price.onDemandHour.toFixed(3)}`, label }], instances],
  };
}
