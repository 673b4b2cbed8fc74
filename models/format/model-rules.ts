import { isSeq } from "yaml";
import type { MODEL_KEYS, QUEUE_KEYS } from "./keys";
import type { Reading } from "./kinds/record";
import { DEFAULT_INSTANCE_TYPES, workersByGpu, type ModelValues } from "./to-spec";

export type ModelReading = Reading<typeof QUEUE_KEYS>;

/** What a rule beyond a single key's own has found. */
export interface Finding {
  readonly key: keyof typeof MODEL_KEYS;
  readonly message: string;
  /** Where, if not at the key's value. */
  readonly offset?: number;
}

/**
 * The part of an instance's memory that ECS may give to workers; the rest is the platform's and the kernel's ("Reserving
 * Amazon ECS Linux container instance memory" names no number; Karpenter's default, VM_MEMORY_OVERHEAD_PERCENT, is 7.5 %).
 */
const MEMORY_SHARE = 0.925;

/** "Amazon ECS service quotas": a task definition has at most 64 KiB; half of it is left to all else. */
const MAX_TEXT_BYTES = 32768;

/** Rules about several keys. Each looks only at values that could be read. */
export function modelErrors(reading: ModelReading): Finding[] {
  return [
    ...missingTrackConfig(reading),
    ...tagOfNothing(reading),
    ...missingNotifyEmail(reading),
    ...tasksThatDoNotFit(reading, "worker"),
    ...tooMuchText(reading),
  ];
}

function missingTrackConfig({ places, values }: ModelReading): Finding[] {
  if (places.has("Command") || places.has("track_config") || values.model_location === undefined) return [];
  const message = "is missing; the default Command hands it to the tracker (or give a Command of your own)";
  return [{ key: "track_config", message }];
}

export function tagOfNothing({
  places,
  values: { ContainerImage: image },
}: {
  readonly places: ModelReading["places"];
  readonly values: Partial<Pick<ModelValues, "ContainerImage">>;
}): Finding[] {
  if (!image?.startsWith(":") || places.has("Repository")) return [];
  const message = `${image} is a tag of the stack's own repository, which it does not have; add Repository: {}, or write the whole reference`;
  return [{ key: "ContainerImage", message }];
}

export function missingNotifyEmail({ places }: Pick<ModelReading, "places">): Finding[] {
  if (!places.has("MonthlyBudgetUsd") || places.has("NotifyEmail")) return [];
  return [{ key: "MonthlyBudgetUsd", message: "has nobody to mail to; add NotifyEmail" }];
}

/** @param task what runs on the instances: `worker` */
export function tasksThatDoNotFit(
  {
    values,
    places,
  }: {
    readonly places: ModelReading["places"];
    readonly values: Partial<Pick<ModelValues, "GpusPerTask" | "MemoryReservationMiB" | "InstanceTypes">>;
  },
  task: string,
): Finding[] {
  const { GpusPerTask: gpusPerTask, MemoryReservationMiB: mib } = values;
  const types = places.has("InstanceTypes") ? values.InstanceTypes : DEFAULT_INSTANCE_TYPES;
  if (!types || gpusPerTask === undefined || mib === undefined) return [];
  const list = places.get("InstanceTypes");
  return types.flatMap(({ name, gpus, memoryMib }, index): Finding[] => {
    const workers = workersByGpu(gpus, gpusPerTask);
    if (workers < 1) {
      const message = `${gpusPerTask} GPUs are more than ${name} has (${gpus}); take fewer, or larger InstanceTypes`;
      const offset = isSeq(list?.node) ? list.element(list.node.items[index]).offset : undefined;
      return [{ key: "GpusPerTask", message, offset: places.has("GpusPerTask") ? undefined : offset }];
    }
    const room = Math.floor((memoryMib * MEMORY_SHARE) / workers);
    if (mib <= room) return [];
    const share = workers > 1 ? `each of its ${workers} ${task}s` : `a ${task}`;
    const message = `${mib} is more than the ${room} MiB that ${name} has for ${share}`;
    return [{ key: "MemoryReservationMiB", message }];
  });
}

export function tooMuchText({
  values,
}: {
  readonly values: Partial<Pick<ModelValues, "Command" | "Environment">>;
}): Finding[] {
  const bytes = Buffer.byteLength(JSON.stringify([values.Command ?? [], values.Environment ?? {}]));
  if (bytes <= MAX_TEXT_BYTES) return [];
  const message = `${bytes} bytes in Command and Environment together; ${MAX_TEXT_BYTES} are allowed (ECS takes 65536 for a whole task definition)`;
  return [{ key: values.Command?.length ? "Command" : "Environment", message }];
}
