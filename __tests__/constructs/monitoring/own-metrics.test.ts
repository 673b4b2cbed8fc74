import { metrics } from "../../../reconciler/metrics";
import type { Action } from "../../../reconciler/action";
import { reportLines } from "../../../reconciler/report";
import { configurationOf } from "../../../reconciler/settings";
import { running, see } from "../../reconciler/sights";
import { sampleSpec } from "../sample";
import { only, synthesize } from "../synthesize";

/** Namespace, name and dimensions of a metric, as one line. */
const line = (namespace: string, name: string, dimensions: Readonly<Record<string, unknown>>): string =>
  [namespace, name, ...Object.entries(dimensions).map(([key, value]) => `${key}=${String(value)}`)].join(" ");

/** The metrics that CloudWatch makes of what the function prints, when everything there is to count has happened. */
function written(environment: Readonly<Record<string, string>>): string[] {
  const reason = "because";
  const actions: readonly Action[] = [
    { kind: "setDesiredCapacity", from: 0, desiredCapacity: 1, reason },
    { kind: "startWorkers", instanceIds: ["i-1"], reason },
    { kind: "stopWorker", taskArn: "task", reason },
    { kind: "end", instanceId: "i-1", decrement: true, reason },
    { kind: "openCircuit", reason },
  ];
  const sight = see({ machines: [{ id: "i-1", tasks: [running(9)] }] });
  const outcomes = actions.map((action) => ({ action, result: "done" }) as const);
  const report = reportLines(configurationOf(environment).cluster, sight, [], outcomes, 0).at(-1) ?? "";
  const { _aws: directives, ...values } = JSON.parse(report) as Record<string, unknown> & {
    _aws: { CloudWatchMetrics: [{ Namespace: string; Dimensions: [string[]]; Metrics: { Name: string }[] }] };
  };
  const [{ Namespace, Dimensions, Metrics }] = directives.CloudWatchMetrics;
  const dimensions = Object.fromEntries(Dimensions[0].map((name) => [name, values[name]]));
  return Metrics.map(({ Name }) => line(Namespace, Name, dimensions));
}

describe("the metrics that the function writes", () => {
  const { resource } = synthesize(sampleSpec());
  const environment = only(resource.aws_lambda_function).environment as { variables: Record<string, string> };
  const all = written(environment.variables);

  test("are all that there are", () => {
    expect(all).toHaveLength(Object.keys(metrics).length);
  });

  test("are those that the circuit's alarm watches", () => {
    const alarm = resource.aws_cloudwatch_metric_alarm?.["alarms_circuit-open"];
    const { namespace, metric_name: name, dimensions } = alarm as Record<string, string> & { dimensions: object };
    expect(all).toContain(line(namespace ?? "", name ?? "", { ...dimensions }));
  });

  test("are those that the dashboard shows, and each is watched or shown", () => {
    const body = only(resource.aws_cloudwatch_dashboard).dashboard_body as unknown;
    const { widgets } = (typeof body === "string" ? JSON.parse(body) : body) as {
      widgets: { properties: { metrics: string[][] } }[];
    };
    const shown = widgets
      .flatMap(({ properties }) => properties.metrics)
      .filter(([namespace]) => typeof namespace === "string" && !namespace.startsWith("AWS/"))
      .map(([namespace = "", name = "", key = "", value]) => line(namespace, name, { [key]: value }));
    expect(shown.filter((metric) => !all.includes(metric))).toEqual([]);
    const [circuit] = all.filter((metric) => !shown.includes(metric));
    expect(circuit).toContain(metrics.circuitOpen);
    expect(shown).toHaveLength(all.length - 1);
  });
});
