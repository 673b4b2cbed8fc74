import type { Action, Observation } from "./observation";
import { isLiving } from "./fleet";
import type { Outcome } from "./outcome";

/** CloudWatch namespace of the reconciler's own metrics; their dimension is the cluster. */
export const namespace = "ElasticModels";

export const metrics = {
  workers: "Workers",
  ordered: "InstancesOrdered",
  started: "WorkersStarted",
  stopped: "WorkersStopped",
  drained: "InstancesDrained",
  ended: "InstancesEnded",
  circuitOpen: "CircuitOpen",
  paused: "Paused",
} as const;

/** One line of JSON for each action, and one with the metrics, in CloudWatch's embedded metric format. */
export function reportLines(
  cluster: string,
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
    ...metricLine(cluster, valuesOf(observation, outcomes), milliseconds),
  ];
}

function valuesOf({ cluster, alarm, paused }: Observation, outcomes: readonly Outcome[]): Record<string, number> {
  const done = outcomes.filter(({ result }) => result === "done").map(({ action }) => action);
  const count = (kind: Action["kind"]) => done.filter((action) => action.kind === kind).length;
  const each = (size: (action: Action) => number) => done.reduce((sum, action) => sum + size(action), 0);
  return {
    [metrics.workers]: cluster?.tasks.filter((task) => task.isWorker && isLiving(task)).length ?? 0,
    [metrics.ordered]: each((action) =>
      action.kind === "setDesiredCapacity" ? Math.max(0, action.desiredCapacity - action.from) : 0,
    ),
    [metrics.started]: each((action) => (action.kind === "startWorkers" ? action.instanceIds.length : 0)),
    [metrics.stopped]: count("stopWorker"),
    [metrics.drained]: count("drain"),
    [metrics.ended]: count("end"),
    [metrics.circuitOpen]: alarm?.actionsEnabled === false || count("openCircuit") > 0 ? 1 : 0,
    [metrics.paused]: paused === true ? 1 : 0,
  };
}

/** Only what is not zero: CloudWatch bills each metric for the hours in which it gets a value, and an idle stack has none. */
function metricLine(cluster: string, values: Record<string, number>, milliseconds: number): readonly string[] {
  const shown = Object.entries(values).filter(([, value]) => value !== 0);
  if (shown.length === 0) return [];
  const metricsShown = shown.map(([Name]) => ({ Name, Unit: "Count" }));
  const directive = { Namespace: namespace, Dimensions: [["Cluster"]], Metrics: metricsShown };
  return [
    JSON.stringify({
      _aws: { Timestamp: milliseconds, CloudWatchMetrics: [directive] },
      Cluster: cluster,
      ...Object.fromEntries(shown),
    }),
  ];
}
