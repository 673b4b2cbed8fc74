import type { ModelSpec } from "../models/format/spec";
import type { Buckets } from "./buckets";
import type { Names } from "./names";

/** One variable of a container, in ECS's own spelling. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/**
 * The six variables by which client and container find the queues and buckets. The client matches them by substring,
 * so no other variable's name may contain one of these.
 */
export function clientVariables(names: Names, buckets: Buckets): Variable[] {
  return [
    { name: "PROCESSOR", value: names.cluster },
    { name: "VIDEO_QUEUE", value: names.videoQueue },
    { name: "TRACK_QUEUE", value: names.trackQueue },
    { name: "DEAD_QUEUE", value: names.deadQueue },
    { name: "VIDEO_BUCKET", value: buckets.videoName },
    { name: "TRACK_BUCKET", value: buckets.trackName },
  ];
}

/** Everything that the worker's container finds in its environment. */
export function workerVariables(spec: ModelSpec, names: Names, buckets: Buckets): Variable[] {
  return [
    ...clientVariables(names, buckets),
    { name: "AWS_REGION", value: spec.region },
    { name: "DEFAULT_MAX_CALL_ATTEMPTS", value: "6" },
    ...Object.entries(spec.environment).map(([name, value]) => ({ name, value })),
  ];
}
