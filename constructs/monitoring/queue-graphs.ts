import type { ModelSpec } from "../../models/format/spec";
import { metricNamespace, metrics } from "../../reconciler/metrics";
import type { Names } from "../names";
import { type Graph, groupLine, type Line, moneyGraph } from "./dashboard";

/** What waits, what works, what came out, what it costs. */
export function queueGraphs(spec: ModelSpec, names: Names): readonly Graph[] {
  const queue = (metric: string, label: string, options = {}, name = names.videoQueue): Line => [
    "AWS/SQS",
    metric,
    "QueueName",
    name,
    { label, stat: "Maximum", ...options },
  ];
  const own = (metric: string, label: string, stat = "Maximum"): Line => [
    metricNamespace,
    metric,
    "Model",
    names.cluster,
    { label, stat },
  ];
  return [
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
        groupLine(names, "GroupDesiredCapacity", "instances ordered"),
        groupLine(names, "GroupInServiceInstances", "instances running"),
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
    moneyGraph(spec, spec.region, names),
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
}
