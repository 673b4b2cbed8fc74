import { CLIENT_NAMES } from "../../models/format/client-names";
import type { ModelSpec } from "../../models/format/spec";
import type { Buckets } from "../queues/buckets";
import type { Names } from "../names";
import { pipelineNamesOf } from "../pipeline/pipeline-names";

/** One variable of a container, in ECS's own spelling. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** The six variables by which client and container find the queues and buckets. */
export function clientVariables(names: Names, buckets: Buckets): Variable[] {
  const values: Record<(typeof CLIENT_NAMES)[number], string> = {
    PROCESSOR: names.cluster,
    VIDEO_QUEUE: names.videoQueue,
    TRACK_QUEUE: names.trackQueue,
    DEAD_QUEUE: names.deadQueue,
    VIDEO_BUCKET: buckets.videoName,
    TRACK_BUCKET: buckets.trackName,
  };
  return CLIENT_NAMES.map((name) => ({ name, value: values[name] }));
}

/** Everything that the worker's container finds in its environment. */
export function workerVariables(spec: ModelSpec, names: Names, buckets: Buckets): Variable[] {
  return [
    ...clientVariables(names, buckets),
    { name: "AWS_REGION", value: spec.region },
    { name: "DEFAULT_MAX_CALL_ATTEMPTS", value: "6" },
    ...(spec.pipeline ? [{ name: "PIPELINE_TABLE", value: pipelineNamesOf(spec.pipeline.name).table }] : []),
    ...Object.entries(spec.environment).map(([name, value]) => ({ name, value })),
  ];
}
