import { join } from "node:path";
import type { ReconcilerCode } from "../../constructs/scaling/reconciler";
import type { GpuTasksSpec, ModelSpec, ProjectSpec, ServedSpec, ServeSpec } from "../../models/format/spec";

/** A small valid model, for tests that look at one property of it. */
export function sampleSpec(different: Partial<ModelSpec> = {}): ModelSpec {
  return {
    kind: "queue",
    file: "models/Sample.yaml",
    stackName: "Sample",
    region: "us-west-2",
    taskFamily: "detector",
    containerImage: "123456789012.dkr.ecr.us-west-2.amazonaws.com/team/detector:1.0.0",
    fleetSize: 3,
    rootVolumeGib: 100,
    timeoutSeconds: 7200,
    modelLocation: { bucket: "models", key: "sample.pt" },
    trackConfig: { bucket: "configs", key: "sample.yaml" },
    command: ["dettrack"],
    environment: {},
    instanceTypes: [{ name: "g4dn.xlarge", gpus: 1, vcpus: 4, memoryMib: 16384 }],
    spot: false,
    gpusPerTask: 1,
    workersPerInstance: 1,
    memoryReservationMib: 3072,
    waitingVideosPerInstance: 1,
    keepWarmSeconds: 120,
    maxReceiveCount: 3,
    logRetentionDays: 30,
    network: { kind: "own" },
    tags: {},
    ...different,
  };
}

/** A small served model; `serve` changes single settings of its service. */
export function sampleServed(different: Partial<ServedSpec> = {}, serve: Partial<ServeSpec> = {}): ServedSpec {
  return {
    kind: "served",
    file: "models/Sample.yaml",
    stackName: "Sample",
    region: "us-west-2",
    taskFamily: "recommender",
    containerImage: "123456789012.dkr.ecr.us-west-2.amazonaws.com/team/recommender:1.0.0",
    command: [],
    environment: {},
    logRetentionDays: 30,
    network: { kind: "own" },
    tags: {},
    serve: {
      allowFrom: ["192.0.2.0/24"],
      internal: false,
      port: 8080,
      healthCheckPath: "/health",
      gracePeriodSeconds: 60,
      minTasks: 2,
      maxTasks: 6,
      cpuPercent: 60,
      drainSeconds: 30,
      accessLogDays: 30,
      ...serve,
    },
    exec: false,
    compute: { kind: "fargate", cpuUnits: 256, memoryMib: 512 },
    ...different,
  };
}

/** What a small model on GPUs is served with. */
export const sampleGpus: GpuTasksSpec = {
  kind: "gpu",
  cpuUnits: 4096,
  fleet: {
    fleetSize: 7,
    rootVolumeGib: 100,
    instanceTypes: [{ name: "g5.xlarge", gpus: 1, vcpus: 4, memoryMib: 16384 }],
    spot: false,
    gpusPerTask: 1,
    workersPerInstance: 1,
    memoryReservationMib: 12288,
  },
};

export const sampleProject: ProjectSpec = { region: "us-west-2", statePrefix: "elastic-models", tags: {} };

/** Stands for the reconciler's zip, whose hash would touch every snapshot at each change of it. */
export const sampleCode: ReconcilerCode = { path: join(__dirname, "reconciler.zip"), sha256: "c2FtcGxl" };
