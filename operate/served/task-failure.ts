import { namesOf } from "../../constructs/names";
import type { ServedSpec } from "../../models/format/spec";
import type { Task } from "../status/facts";
import { imageFailure, isDiskFull, isOutOfMemory } from "../status/stop-reasons";

/** Why a task did not start, ended with an error or was ended for its health. */
export interface TaskFailure {
  readonly cause: "image" | "memory" | "crash" | "health" | "other";
  /** In plain words, as the rest of "tasks fail: …". */
  readonly words: string;
  readonly advice: string;
}

/**
 * Undefined: it lives, or was ended by a deployment, by scaling or by a person. A container that ends with 0 is a
 * failure too, because a service's task must go on.
 */
export function taskFailure(task: Task, spec: ServedSpec): TaskFailure | undefined {
  const { lastStatus, stopCode, exitCode, reason } = task;
  if (lastStatus !== "STOPPED") return undefined;
  if (/failed ELB health checks|failed container health checks/i.test(reason)) {
    return {
      cause: "health",
      words: "it did not pass the load balancer's health checks",
      advice: `It must answer ${spec.serve.healthCheckPath} on port ${spec.serve.port} with 200 to 299, within GracePeriodSeconds (${spec.serve.gracePeriodSeconds}) of its start. ${said(task, spec)}`,
    };
  }
  if (stopCode !== "TaskFailedToStart" && stopCode !== "EssentialContainerExited") return undefined;
  if (isDiskFull(task)) {
    const key =
      spec.compute.kind === "gpu"
        ? "Raise BlockDeviceVolumeGBRoot in"
        : "Make the image smaller than 20 GB in all, or use Gpu in";
    return {
      cause: "image",
      words: "the image does not fit on the disk",
      advice: `${key} the model's YAML and deploy.`,
    };
  }
  const image = imageFailure(task, spec);
  if (image) return image;
  if (isOutOfMemory(task)) {
    const key =
      spec.compute.kind === "gpu" ? "MemoryReservationMiB or choose larger InstanceTypes" : "Serve's MemoryMiB";
    return {
      cause: "memory",
      words: "the container's memory was full",
      advice: `Raise ${key}, and deploy. ${said(task, spec)}`,
    };
  }
  if (exitCode !== undefined)
    return { cause: "crash", words: `the container ended with ${exitCode}`, advice: said(task, spec) };
  return { cause: "other", words: reason || "ECS gives no reason", advice: said(task, spec) };
}

/** The container's own last lines. */
const said = ({ id }: Task, { stackName, region }: ServedSpec): string =>
  `Its last lines:\naws logs tail ${namesOf(stackName).logGroup} --region ${region} --since 1h --log-stream-names task/${stackName}/${id}`;
