import { isMap } from "yaml";
import type { Readable } from "./document";
import { keyText } from "./kinds/map";
import { readRecord } from "./kinds/record";
import { PIPELINE_KEYS, type WrittenStep } from "./pipeline-keys";
import { stepsOf } from "./pipeline-rules";
import type { PipelineSpec } from "./spec";

/** A pipeline's file that is YAML: what the rules about all files need, and its spec where nothing is wrong. */
export interface ReadPipeline {
  readonly file: string;
  readonly name?: string;
  readonly region?: string;
  /** Those that could be read, also where their order is wrong. */
  readonly steps: readonly WrittenStep[];
  readonly spec?: PipelineSpec;
  /** Reports at the value of a key. */
  readonly report: (key: keyof typeof PIPELINE_KEYS, message: string, severity?: "error" | "warning") => void;
}

/** Whether a file means to be a pipeline: it has a key that only pipelines have. */
export function isPipeline({ root }: Readable): boolean {
  return isMap(root.node) && root.node.items.some(({ key }) => ["Pipeline", "Steps"].includes(keyText(key) ?? ""));
}

/** Reads a pipeline and reports all that is wrong in its own file. */
export function readPipeline(
  file: string,
  { root, report }: Readable,
  projectRegion: string | undefined,
): ReadPipeline {
  const { values, places, complete } = readRecord(root, PIPELINE_KEYS);
  const name = values.Pipeline;
  const region = values.Region ?? (places.has("Region") ? undefined : projectRegion);
  const steps = values.Steps && stepsOf(values.Steps, places.get("Steps") ?? root);
  const { Comment: comment, NotifyEmail: notifyEmail } = values;
  return {
    file,
    ...(name !== undefined && { name }),
    ...(region !== undefined && { region }),
    steps: values.Steps ?? [],
    ...(complete &&
      steps &&
      region !== undefined && {
        spec: {
          file,
          name: complete.Pipeline,
          ...(comment !== undefined && { comment }),
          region,
          steps,
          ...(notifyEmail !== undefined && { notifyEmail }),
          tags: complete.Tags,
        },
      }),
    report: (key, message, severity) => report((places.get(key) ?? root).offset, `${key}: ${message}`, severity, name),
  };
}
