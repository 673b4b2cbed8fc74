import type { SERVED_KEYS } from "./keys";
import type { Values } from "./kinds/record";
import type { GpuInstanceType, GpuTasksSpec, ServedSpec } from "./spec";
import { DEFAULT_INSTANCE_TYPES, fleetSpec, stackSpec, workersByGpu } from "./to-spec";

type ServedValues = Values<typeof SERVED_KEYS>;

/** The values of a served model's keys in the terms and units of the constructs. */
export function toServedSpec(file: string, values: ServedValues, region: string): ServedSpec {
  const { serve, fargate } = values.Serve;
  return {
    kind: "served",
    ...stackSpec(file, values, region),
    serve,
    exec: values.Debug?.exec ?? false,
    compute: fargate ?? gpuTasks(values, serve.maxTasks),
    ...(values.model_location && { modelLocation: values.model_location }),
  };
}

/** Instances for so many tasks, and one more, because a deployment starts a new task before an old one leaves. */
export function instancesFor(maxTasks: number, types: readonly GpuInstanceType[], gpusPerTask: number): number {
  return Math.floor(maxTasks / Math.min(...types.map(({ gpus }) => workersByGpu(gpus, gpusPerTask)))) + 1;
}

function gpuTasks(values: ServedValues, maxTasks: number): GpuTasksSpec {
  const { GpusPerTask: gpusPerTask, InstanceTypes: types = DEFAULT_INSTANCE_TYPES } = values;
  const FleetSize = values.FleetSize ?? instancesFor(maxTasks, types, gpusPerTask);
  const shares = types.map(({ vcpus, gpus }) => Math.floor((vcpus * 1024) / workersByGpu(gpus, gpusPerTask)));
  return { kind: "gpu", fleet: fleetSpec({ ...values, FleetSize }), cpuUnits: Math.min(...shares) };
}
