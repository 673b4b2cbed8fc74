import type { ModelSpec } from "../../models/format/spec";
import type { Task } from "./facts";
import { imageFailure, isDiskFull, isOutOfMemory } from "./stop-reasons";

/** Why a worker did not start or ended with an error. */
export interface WorkerFailure {
  readonly cause: "image" | "memory" | "crash" | "other";
  /** In plain words, as the rest of "workers fail: …". */
  readonly words: string;
  readonly advice: string;
}

/** Undefined: it lives, did its work, or was ended from outside. */
export function workerFailure(task: Task, spec: ModelSpec): WorkerFailure | undefined {
  const { lastStatus, stopCode, exitCode, reason } = task;
  if (lastStatus !== "STOPPED" || exitCode === 0) return undefined;
  if (stopCode !== "TaskFailedToStart" && stopCode !== "EssentialContainerExited") return undefined;
  const logs = `./model logs ${spec.stackName} --task ${task.id}`;
  if (isDiskFull(task)) {
    return {
      cause: "image",
      words: "the image does not fit on the root volume",
      advice: "Raise BlockDeviceVolumeGBRoot in the model's YAML and deploy.",
    };
  }
  const image = imageFailure(task, spec);
  if (image) return image;
  if (isOutOfMemory(task)) {
    return {
      cause: "memory",
      words: "the container was ended because the instance's memory was full",
      advice: `Raise MemoryReservationMiB or choose larger InstanceTypes, and deploy. Its last lines:\n${logs}`,
    };
  }
  if (exitCode !== undefined) {
    return { cause: "crash", words: `the container ended with ${exitCode}`, advice: `Its last lines:\n${logs}` };
  }
  return { cause: "other", words: reason || "ECS gives no reason", advice: `What it said, if anything:\n${logs}` };
}
