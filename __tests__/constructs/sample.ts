import { join } from "node:path";
import type { ReconcilerCode } from "../../constructs/reconciler";
import type { ModelSpec, ProjectSpec } from "../../models/format/spec";

/** A small valid model, for tests that look at one property of it. */
export function sampleSpec(different: Partial<ModelSpec> = {}): ModelSpec {
  return {
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

export const sampleProject: ProjectSpec = { region: "us-west-2", statePrefix: "elastic-models", tags: {} };

/** Stands for the reconciler's zip, whose hash would touch every snapshot at each change of it. */
export const sampleCode: ReconcilerCode = { path: join(__dirname, "reconciler.zip"), sha256: "c2FtcGxl" };
