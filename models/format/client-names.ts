/**
 * The variables by which the `deepsea-ai` client finds a stack's queues and buckets. It matches by substring: no other
 * variable's name may contain one of these.
 */
export const CLIENT_NAMES = [
  "PROCESSOR",
  "VIDEO_QUEUE",
  "TRACK_QUEUE",
  "DEAD_QUEUE",
  "VIDEO_BUCKET",
  "TRACK_BUCKET",
] as const;

/** What the container reads besides; set by the stack, too. */
export const WORKER_NAMES = ["AWS_REGION", "DEFAULT_MAX_CALL_ATTEMPTS", "PIPELINE_TABLE"] as const;
