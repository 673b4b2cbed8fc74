import { fleetOf } from "./fleet";
import { metricNamespace, metrics } from "./metrics";
import type { Action } from "./action";
import type { Observation } from "./observation";
import type { Outcome } from "./outcome";

/** One line of JSON for each action, and one with the metrics, in CloudWatch's embedded metric format. */
export function reportLines(
  model: string,
  observation: Observation,
  unseen: readonly string[],
  outcomes: readonly Outcome[],
  milliseconds: number,
): readonly string[] {
  return [
    ...unseen.map((what) => JSON.stringify({ level: "error", unseen: what })),
    ...outcomes.map(({ action: { kind, reason, ...what }, result, detail }) =>
      JSON.stringify({ level: result === "failed" ? "error" : "info", action: kind, result, reason, ...what, detail }),
    ),
    ...metricLine(model, valuesOf(observation, outcomes), milliseconds),
  ];
}

function valuesOf({ group, cluster, alarm }: Observation, outcomes: readonly Outcome[]): Record<string, number> {
  const done = outcomes.filter(({ result }) => result === "done").map(({ action }) => action);
  const count = (kind: Action["kind"]) => done.filter((action) => action.kind === kind).length;
  const each = (size: (action: Action) => number) => done.reduce((sum, action) => sum + size(action), 0);
  return {
    [metrics.workers]: group && cluster ? fleetOf(group, cluster).workers.length : 0,
    [metrics.instancesOrdered]: each((action) =>
      action.kind === "setDesiredCapacity" ? Math.max(0, action.desiredCapacity - action.from) : 0,
    ),
    [metrics.workersStarted]: each((action) => (action.kind === "startWorkers" ? action.instanceIds.length : 0)),
    [metrics.workersStopped]: count("stopWorker"),
    [metrics.instancesEnded]: count("end"),
    [metrics.circuitOpen]: alarm?.actionsEnabled === false || count("openCircuit") > 0 ? 1 : 0,
  };
}

/** Only what is not zero: CloudWatch bills each metric for the hours in which it gets a value, and an idle stack has none. */
function metricLine(model: string, values: Record<string, number>, milliseconds: number): readonly string[] {
  const shown = Object.entries(values).filter(([, value]) => value !== 0);
  if (shown.length === 0) return [];
  const metricsShown = shown.map(([Name]) => ({ Name, Unit: "Count" }));
  const directive = { Namespace: metricNamespace, Dimensions: [["Model"]], Metrics: metricsShown };
  return [
    JSON.stringify({
      _aws: { Timestamp: milliseconds, CloudWatchMetrics: [directive] },
      Model: model,
      ...Object.fromEntries(shown),
    }),
  ];
}
