import { isSeq } from "yaml";
import type { MODEL_KEYS } from "./keys";
import type { Reading } from "./kinds/record";
import { DEFAULT_INSTANCE_TYPES, SMALLEST_ROOT_GIB, workersByGpu } from "./to-spec";

/** What a rule about several keys, or about the sense of one, has found. */
export interface Finding {
  readonly key: keyof typeof MODEL_KEYS;
  readonly message: string;
  /** Where, if not at the key's value. */
  readonly offset?: number;
}

type ModelReading = Reading<typeof MODEL_KEYS>;

/** Account number of the documentation's example. */
const PLACEHOLDER_ACCOUNT = "168552337187";

/**
 * The part of an instance's memory that ECS may give to workers; the rest is the kernel's and the agent's.
 * Karpenter takes 7.5 % off by default ("Settings", VM_MEMORY_OVERHEAD_PERCENT).
 */
const MEMORY_SHARE = 0.925;

/** ECS refuses a task definition of more than 64 KiB ("Amazon ECS service quotas"); half is left to the rest of it. */
const MAX_TEXT_BYTES = 32768;

/** Rules that need more than one key. Each looks only at values that could be read. */
export function modelErrors(reading: ModelReading): Finding[] {
  return [...missingTrackConfig(reading), ...workersThatDoNotFit(reading), ...tooMuchText(reading)];
}

/** What is allowed, and most likely not meant. */
export function modelWarnings({ values, places }: ModelReading): Finding[] {
  const found: Finding[] = [];
  const { BlockDeviceVolumeGBRoot: gib, ContainerImage: image, Debug: debug } = values;
  const written = ["ContainerImage", "model_location", "track_config"] as const;
  const placeholders = written.filter((key) => JSON.stringify(values[key] ?? "").includes(PLACEHOLDER_ACCOUNT));
  if (placeholders[0])
    found.push({
      key: placeholders[0],
      message: `${PLACEHOLDER_ACCOUNT} is the account number of the documentation's example; put your own in ${placeholders.join(", ")}`,
    });
  const tag = image === undefined ? "fixed" : imageTag(image);
  if (tag === undefined || tag === "latest")
    found.push({
      key: "ContainerImage",
      message: `${tag ? "the tag latest means" : "an image without a tag means latest:"} whatever was pushed last; name a version, so that all workers run the same`,
    });
  if (places.has("BlockDeviceVolumeGB"))
    found.push({
      key: "BlockDeviceVolumeGBRoot",
      offset: places.get("BlockDeviceVolumeGB")?.offset,
      message: "is written with its older name BlockDeviceVolumeGB; rename it",
    });
  if (gib !== undefined && gib < SMALLEST_ROOT_GIB)
    found.push({
      key: "BlockDeviceVolumeGBRoot",
      offset: places.get("BlockDeviceVolumeGB")?.offset,
      message: `${gib} is raised to ${SMALLEST_ROOT_GIB}: the ECS GPU AMI's snapshot has ${SMALLEST_ROOT_GIB} GiB, and EC2 refuses a smaller root volume`,
    });
  if (debug?.AllowSshFrom.includes("0.0.0.0/0"))
    found.push({
      key: "Debug",
      message: "AllowSshFrom 0.0.0.0/0 opens port 22 to the whole internet; name your own range",
    });
  return found;
}

function missingTrackConfig({ places, values }: ModelReading): Finding[] {
  if (places.has("Command") || places.has("track_config") || values.model_location === undefined) return [];
  const message = "is missing: the default Command passes it to the tracker; add it, or a Command of your own";
  return [{ key: "track_config", message }];
}

function workersThatDoNotFit({ values, places }: ModelReading): Finding[] {
  const { GpusPerTask: gpusPerTask, MemoryReservationMiB: mib } = values;
  const types = places.has("InstanceTypes") ? values.InstanceTypes : DEFAULT_INSTANCE_TYPES;
  if (!types || gpusPerTask === undefined || mib === undefined) return [];
  const list = places.get("InstanceTypes");
  return types.flatMap((type, index): Finding[] => {
    const offset = isSeq(list?.node) ? list.element(index, list.node.items[index]).offset : undefined;
    const workers = workersByGpu(type.gpus, gpusPerTask);
    if (workers < 1) {
      const message = `${type.name} has ${type.gpus} GPU${type.gpus > 1 ? "s" : ""}, fewer than the ${gpusPerTask} of GpusPerTask`;
      return [{ key: "InstanceTypes", message, offset: offset ?? places.get("GpusPerTask")?.offset }];
    }
    const room = Math.floor((type.memoryMib * MEMORY_SHARE) / workers);
    if (mib <= room) return [];
    const message = `${mib} MiB × ${workers} worker${workers > 1 ? "s" : ""} do not fit on ${type.name}; at most ${room} do`;
    return [{ key: "MemoryReservationMiB", message }];
  });
}

function tooMuchText({ values }: ModelReading): Finding[] {
  const bytes = Buffer.byteLength(JSON.stringify([values.Command ?? [], values.Environment ?? {}]));
  if (bytes <= MAX_TEXT_BYTES) return [];
  const message = `Command and Environment have ${bytes} bytes together; ${MAX_TEXT_BYTES} are allowed (an ECS task definition has at most 65536)`;
  return [{ key: values.Command ? "Command" : "Environment", message }];
}

/** The tag of an image reference; a digest is as good as one. */
function imageTag(image: string): string | undefined {
  const lastPart = image.slice(image.lastIndexOf("/") + 1);
  return lastPart.includes("@") ? lastPart : lastPart.split(":")[1];
}
