import { GPU_INSTANCE_TYPES } from "./gpu-instance-types";
import type { FLEET_ONLY, QUEUE_KEYS } from "./keys";
import type { Values } from "./kinds/record";
import { defaultRepositoryName } from "./repository";
import { s3Url } from "./s3-location";
import type { FleetSpec, GpuInstanceType, ModelSpec, S3Location, StackSpec } from "./spec";

export type ModelValues = Values<typeof QUEUE_KEYS>;

/** GiB: the snapshot of the ECS GPU-optimized AMI has 30, and EC2 refuses a smaller root volume ("expect size >= 30GB"). */
export const SMALLEST_ROOT_GIB = 30;

/** What a model gets that names no instance types: the cheapest with one GPU. */
export const DEFAULT_INSTANCE_TYPES: readonly GpuInstanceType[] = [...GPU_INSTANCE_TYPES.values()].filter(
  ({ name }) => name === "g4dn.xlarge",
);

/** The values of the keys of a queue's model in the terms and units of the constructs. */
export function toSpec(file: string, values: ModelValues, region: string): ModelSpec {
  return {
    kind: "queue",
    ...stackSpec(file, values, region),
    ...fleetSpec(values),
    timeoutSeconds: Math.ceil(values.TimeoutHours * 3600),
    modelLocation: values.model_location,
    ...(values.track_config && { trackConfig: values.track_config }),
    command: values.Command ?? defaultCommand(values.model_location, values.track_config),
    waitingVideosPerInstance: values.WaitingVideosPerInstance,
    keepWarmSeconds: Math.round(values.KeepWarmMinutes * 60),
    maxReceiveCount: values.MaxReceiveCount,
  };
}

/** What every kind of model has. */
export function stackSpec(file: string, values: Pick<ModelValues, CommonKey>, region: string): StackSpec {
  return {
    file,
    stackName: values.StackName,
    ...(values.Comment !== undefined && { comment: values.Comment }),
    region,
    taskFamily: values.TaskDefinition,
    containerImage: values.ContainerImage,
    ...(values.Repository && {
      repository: {
        name: values.Repository.Name ?? defaultRepositoryName(values.StackName),
        keepImages: values.Repository.KeepImages,
      },
    }),
    command: values.Command ?? [],
    environment: values.Environment,
    logRetentionDays: values.LogRetentionDays,
    network: values.Network ?? { kind: "own" },
    ...(values.NotifyEmail !== undefined && { notifyEmail: values.NotifyEmail }),
    ...(values.MonthlyBudgetUsd !== undefined && { monthlyBudgetUsd: values.MonthlyBudgetUsd }),
    tags: values.Tags,
  };
}

type CommonKey =
  | "StackName"
  | "Comment"
  | "TaskDefinition"
  | "ContainerImage"
  | "Repository"
  | "Command"
  | "Environment"
  | "LogRetentionDays"
  | "Network"
  | "NotifyEmail"
  | "MonthlyBudgetUsd"
  | "Tags";

/** The GPU instances of a model, and what each task gets of them. */
export function fleetSpec(values: Pick<ModelValues, (typeof FLEET_ONLY)[number] | "Debug">): FleetSpec {
  const instanceTypes = values.InstanceTypes ?? DEFAULT_INSTANCE_TYPES;
  return {
    fleetSize: values.FleetSize,
    rootVolumeGib: Math.max(values.BlockDeviceVolumeGBRoot, SMALLEST_ROOT_GIB),
    instanceTypes,
    spot: values.Spot,
    gpusPerTask: values.GpusPerTask,
    workersPerInstance: Math.min(...instanceTypes.map(({ gpus }) => workersByGpu(gpus, values.GpusPerTask))),
    memoryReservationMib: values.MemoryReservationMiB,
    ...(values.Debug && { debug: values.Debug }),
  };
}

/** Workers that find their GPUs on an instance with so many. */
export function workersByGpu(gpus: number, gpusPerTask: number): number {
  return Math.floor(gpus / gpusPerTask);
}

/** What the container of the documented example is started with. */
function defaultCommand(model: S3Location, trackConfig: S3Location | undefined): readonly string[] {
  const config = trackConfig ? ["-c", s3Url(trackConfig)] : [];
  return ["dettrack", ...config, "--model-s3", s3Url(model)];
}
