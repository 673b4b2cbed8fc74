/**
 * What the reconciler counts for the dashboard and the alarms: CloudWatch metrics of this namespace, with the one
 * dimension `Model` (the StackName). Only what is not zero is written, so that an idle stack pays for no metric.
 */
export const metricNamespace = "ElasticModels";

export const metrics = {
  /** 1 a look while the circuit is open. */
  circuitOpen: "CircuitOpen",
  /** Workers that live, a look. */
  workers: "Workers",
  workersStarted: "WorkersStarted",
  workersStopped: "WorkersStopped",
  instancesOrdered: "InstancesOrdered",
  instancesEnded: "InstancesEnded",
} as const;
