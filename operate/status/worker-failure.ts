import { isOwnImage } from "../../models/format/image-reference";
import type { ModelSpec } from "../../models/format/spec";
import type { Task } from "./facts";

/** Why a worker did not start or ended with an error. */
export interface WorkerFailure {
  readonly cause: "image" | "memory" | "crash" | "other";
  /** In plain words, as the rest of "workers fail: …". */
  readonly words: string;
  readonly advice: string;
}

/**
 * Undefined: it lives, did its work, or was ended from outside. Words and codes are those of "Amazon ECS stopped tasks error
 * messages" and "CannotPullContainer task errors".
 */
export function workerFailure(task: Task, spec: ModelSpec): WorkerFailure | undefined {
  const { stackName, repository } = spec;
  const { lastStatus, stopCode, exitCode, reason } = task;
  if (lastStatus !== "STOPPED" || exitCode === 0) return undefined;
  if (stopCode !== "TaskFailedToStart" && stopCode !== "EssentialContainerExited") return undefined;
  const image = isOwnImage(spec) && repository ? `${repository.name}${spec.containerImage}` : spec.containerImage;
  const logs = `./model logs ${stackName} --task ${task.id}`;
  if (/no space left/i.test(reason)) {
    return {
      cause: "image",
      words: "the image does not fit on the root volume",
      advice: "Raise BlockDeviceVolumeGBRoot in the model's YAML and deploy.",
    };
  }
  if (/CannotPullContainer|CannotPullECRContainer/i.test(reason)) {
    return {
      cause: "image",
      words: /not found|manifest unknown|does not exist/i.test(reason)
        ? `the image ${image} does not exist`
        : `the image ${image} cannot be pulled`,
      advice: `Push it, or correct ContainerImage and deploy. What AWS knows of it:\n./model check ${stackName}`,
    };
  }
  if (/OutOfMemory/i.test(reason) || exitCode === 137) {
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
