import { GPU_INSTANCE_TYPES } from "./gpu-instance-types";
import type { MODEL_KEYS } from "./keys";
import type { Values } from "./kinds/record";
import { defaultRepositoryName } from "./repository";
import type { GpuInstanceType, ModelSpec, S3Location } from "./spec";

export type ModelValues = Values<typeof MODEL_KEYS>;

/** GiB: the snapshot of the ECS GPU-optimized AMI has 30, and EC2 refuses a smaller root volume ("expect size >= 30GB"). */
export const SMALLEST_ROOT_GIB = 30;

/** What a model gets that names no instance types: the cheapest with one GPU. */
export const DEFAULT_INSTANCE_TYPES: readonly GpuInstanceType[] = [...GPU_INSTANCE_TYPES.values()].filter(
  ({ name }) => name === "g4dn.xlarge",
);

/** The values of a model's keys in the terms and units of the constructs. */
export function toSpec(file: string, values: ModelValues, region: string): ModelSpec {
  const instanceTypes = values.InstanceTypes ?? DEFAULT_INSTANCE_TYPES;
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
    fleetSize: values.FleetSize,
    rootVolumeGib: Math.max(values.BlockDeviceVolumeGBRoot, SMALLEST_ROOT_GIB),
    timeoutSeconds: Math.ceil(values.TimeoutHours * 3600),
    modelLocation: values.model_location,
    ...(values.track_config && { trackConfig: values.track_config }),
    command: values.Command ?? defaultCommand(values.model_location, values.track_config),
    environment: values.Environment,
    instanceTypes,
    spot: values.Spot,
    gpusPerTask: values.GpusPerTask,
    workersPerInstance: Math.min(...instanceTypes.map(({ gpus }) => workersByGpu(gpus, values.GpusPerTask))),
    memoryReservationMib: values.MemoryReservationMiB,
    waitingVideosPerInstance: values.WaitingVideosPerInstance,
    keepWarmSeconds: Math.round(values.KeepWarmMinutes * 60),
    maxReceiveCount: values.MaxReceiveCount,
    logRetentionDays: values.LogRetentionDays,
    network: values.Network ?? { kind: "own" },
    ...(values.Debug && { debug: values.Debug }),
    ...(values.NotifyEmail !== undefined && { notifyEmail: values.NotifyEmail }),
    ...(values.MonthlyBudgetUsd !== undefined && { monthlyBudgetUsd: values.MonthlyBudgetUsd }),
    tags: values.Tags,
  };
}

/** Workers that find their GPUs on an instance with so many. */
export function workersByGpu(gpus: number, gpusPerTask: number): number {
  return Math.floor(gpus / gpusPerTask);
}

/** What the container of the documented example is started with. */
function defaultCommand(model: S3Location, trackConfig: S3Location | undefined): readonly string[] {
  const config = trackConfig ? ["-c", url(trackConfig)] : [];
  return ["dettrack", ...config, "--model-s3", url(model)];
}

function url({ bucket, key }: S3Location): string {
  return `s3://${bucket}/${key}`;
}
