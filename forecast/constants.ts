import { type Random, triangular } from "./random";

/**
 * What the simulated AWS takes for each thing. `documented`: AWS says so. `measured`: somebody published a measurement of
 * the same or a near thing. `guess`: nobody did; the range is wide. Every run of a simulation draws one value from each
 * range (triangular, peak at `typical`), so that what is not known shows in the forecast's percentiles.
 */
export interface Constant {
  readonly low: number;
  readonly typical: number;
  readonly high: number;
  readonly unit: string;
  readonly confidence: "documented" | "measured" | "guess";
  readonly source: string;
}

const seconds = (
  low: number,
  typical: number,
  high: number,
  confidence: Constant["confidence"],
  source: string,
): Constant => ({ low, typical, high, unit: "s", confidence, source });

export const constants = {
  metricPublish: seconds(10, 30, 90, "guess", "datapoint's time to the moment an alarm sees it"),
  queueWake: seconds(
    0,
    450,
    900,
    "documented",
    "first metric of a queue that slept six hours: up to 15 minutes (Monitoring Amazon SQS queues using CloudWatch)",
  ),
  queueCountLag: seconds(
    0,
    3,
    20,
    "guess",
    "mean age of GetQueueAttributes' counts; a single answer is drawn around it, up to the minute that the API reference allows",
  ),
  groupReaction: seconds(1, 5, 20, "guess", "desired capacity changed to instances requested"),
  instancePending: seconds(4, 8, 20, "guess", "instance requested to running, from when it is billed"),
  instanceBoot: seconds(
    45,
    90,
    150,
    "measured",
    "requested to registered in ECS: 61 s and 24 s measured by others on near kinds; 60-120 s for the AL2023 GPU image is a guess",
  ),
  instanceStop: seconds(1, 3, 10, "guess", "termination asked to shutting-down, from when it is no longer billed"),
  groupRetry: seconds(60, 120, 300, "guess", "a launch that failed for want of capacity or quota to the next try"),
  pullPerGb: seconds(
    15,
    25,
    32,
    "measured",
    "image pull per compressed GB from ECR in the same region: 2.5 GB in 55-79 s, 15-20 GB in 240-360 s",
  ),
  pullPerGbElsewhere: seconds(
    60,
    85,
    110,
    "measured",
    "image pull per compressed GB from elsewhere: 5 GB in 437 s, 2.5 GB in 171 s",
  ),
  imageGb: {
    low: 2.5,
    typical: 4,
    high: 8,
    unit: "GB",
    confidence: "guess",
    source: "compressed size of a container image with CUDA and PyTorch",
  },
  taskLaunch: seconds(1, 2, 5, "guess", "RunTask answered to the agent's first act"),
  containerStart: seconds(1, 3, 8, "guess", "image there to the worker's first line of code"),
  modelLoad: seconds(
    5,
    15,
    45,
    "guess",
    "model's download from S3 and its load into the GPU, each time a worker starts",
  ),
  emptyReceive: seconds(
    0,
    10,
    20,
    "documented",
    "an SQS long poll waits 20 s at most (Amazon SQS short and long polling)",
  ),
  taskStop: seconds(1, 3, 10, "guess", "worker's exit to the task's GPU free and its state STOPPED"),
  ecsEvent: seconds(
    0.5,
    1.5,
    10,
    "guess",
    "change in ECS to the function's start through EventBridge; at least once, not always in order",
  ),
  ecsViewLag: seconds(0, 1, 5, "guess", "ECS's lists are eventually consistent (API reference)"),
  functionRun: seconds(0.5, 1.5, 4, "guess", "the reconciler's run: a dozen API calls"),
  serviceScheduler: seconds(5, 15, 40, "guess", "an ECS service's missing task to the start of a new one"),
  spotInterruptions: {
    low: 0.0003,
    typical: 0.005,
    high: 0.03,
    unit: "per instance hour",
    confidence: "guess",
    source: "Spot Instance advisor shows <5 % to >20 % a month; single zones and GPUs see worse",
  },
  spotNotice: seconds(120, 120, 120, "documented", "Spot Instance interruption notices"),
} as const satisfies Record<string, Constant>;

export type ConstantName = keyof typeof constants;
/** One value for each constant, in the constant's unit. */
export type Physics = Readonly<Record<ConstantName, number>>;

/** The typical value of everything: what the hand-computed tests use. */
export const typicalPhysics: Physics = mapConstants(({ typical }) => typical);

/** One draw from every range. */
export const drawPhysics = (random: Random): Physics =>
  mapConstants(({ low, typical, high }, name) => triangular(random(`constant ${name}`), low, typical, high));

function mapConstants(value: (constant: Constant, name: ConstantName) => number): Physics {
  const names = Object.keys(constants) as ConstantName[];
  return Object.fromEntries(names.map((name) => [name, value(constants[name], name)])) as Record<ConstantName, number>;
}
