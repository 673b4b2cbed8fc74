import { boolean } from "./kinds/boolean";
import { list } from "./kinds/list";
import { number, oneOf } from "./kinds/number";
import type { Keys } from "./kinds/key";
import { asWritten, text } from "./kinds/text";
import { debug } from "./debug";
import { environment } from "./environment";
import { containerImage, email, instanceType, region, stackName, taskFamily } from "./identifiers";
import { network } from "./network";
import { repository } from "./repository";
import { s3Location, s3Object } from "./s3-location";
import { serve } from "./serve";
import { tags } from "./tags";

/** CloudWatch Logs' own values ("PutRetentionPolicy"). */
const RETENTION = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Every key of a model: the source of the reader, of the JSON Schema and of the reference in docs/model-yaml.md. */
export const MODEL_KEYS = {
  Comment: { kind: text({ words: "text", min: 0, max: 1000, multiline: true }), meaning: "free text about the model" },
  StackName: {
    kind: stackName,
    required: true,
    meaning: "the stack's and the ECS cluster's name, and the client's --cluster",
  },
  Region: { kind: region, defaultWords: "`region` of `cdktf.json`'s context", meaning: "the AWS region of the stack" },
  TaskDefinition: { kind: taskFamily, required: true, meaning: "the family of the ECS task definition" },
  ContainerImage: { kind: containerImage, required: true, meaning: "the Docker image that the workers run" },
  Repository: {
    kind: repository,
    meaning: "an ECR repository of the stack's own, for ContainerImage to name by `:tag` alone",
  },
  FleetSize: {
    kind: number({ whole: true, min: 1, max: 5000 }),
    required: true,
    meaning: "the most GPU instances that may run at once",
  },
  BlockDeviceVolumeGBRoot: {
    kind: number({ whole: true, min: 1, max: 16384, unit: "GiB" }),
    default: 100,
    olderName: "BlockDeviceVolumeGB",
    meaning: "the size of an instance's root volume",
  },
  TimeoutHours: {
    kind: number({ above: 0, max: 12, unit: "hours" }),
    default: 2,
    meaning: "the time that one video may take",
  },
  model_location: { kind: s3Location, required: true, meaning: "where the model lies in S3" },
  track_config: { kind: s3Object, meaning: "where the tracker's configuration lies in S3" },
  Command: {
    kind: list(asWritten({ words: "text or number", max: 4096, multiline: true })),
    defaultWords: "`[dettrack, -c, <track_config>, --model-s3, <model_location>]`",
    meaning: "the container's command, one argument an element",
  },
  Environment: { kind: environment, default: {}, meaning: "more variables for the container" },
  InstanceTypes: {
    kind: list(instanceType, { min: 1, max: 40, unique: true }),
    defaultWords: "`[g4dn.xlarge]`",
    meaning: "the fleet's GPU instance types, the first choice first",
  },
  Spot: { kind: boolean, default: false, meaning: "whether the fleet runs on Spot capacity" },
  GpusPerTask: { kind: number({ whole: true, min: 1, max: 8 }), default: 1, meaning: "the GPUs that a worker gets" },
  MemoryReservationMiB: {
    kind: number({ whole: true, min: 6, max: 2097152, unit: "MiB" }),
    default: 3072,
    meaning: "the memory that a worker is sure of",
  },
  WaitingVideosPerInstance: {
    kind: number({ whole: true, min: 1, max: 1000 }),
    default: 1,
    meaning: "how many waiting videos justify one more instance",
  },
  KeepWarmMinutes: {
    kind: number({ min: 0, max: 45, unit: "minutes" }),
    default: 0,
    meaning: "how long an instance without work waits for more",
  },
  MaxReceiveCount: {
    kind: number({ whole: true, min: 1, max: 1000 }),
    default: 3,
    meaning: "how often a video is tried before it goes to the dead-letter queue",
  },
  LogRetentionDays: { kind: oneOf(RETENTION), default: 30, meaning: "the days that logs are kept" },
  Network: {
    kind: network,
    defaultWords: "a VPC of its own",
    meaning: "a VPC that exists, to use instead of an own one",
  },
  Debug: { kind: debug, meaning: "who may look into a running instance" },
  NotifyEmail: { kind: email, meaning: "the address that alarms are mailed to" },
  MonthlyBudgetUsd: {
    kind: number({ min: 1, max: 1000000, unit: "US dollars" }),
    meaning: "the dollars a month that mail is sent about: at 50, 80 and 100 % and when more is foreseen",
  },
  Tags: { kind: tags, default: {}, meaning: "more tags on everything of the stack" },
  Serve: { kind: serve, meaning: "how the model is served over HTTP, instead of working off a queue" },
} satisfies Keys;

/** What only the workers of a queue need. */
export const QUEUE_ONLY = [
  "TimeoutHours",
  "track_config",
  "WaitingVideosPerInstance",
  "KeepWarmMinutes",
  "MaxReceiveCount",
] as const satisfies readonly (keyof typeof MODEL_KEYS)[];

/** What only a fleet of GPU instances needs. */
export const FLEET_ONLY = [
  "FleetSize",
  "BlockDeviceVolumeGBRoot",
  "InstanceTypes",
  "Spot",
  "GpusPerTask",
  "MemoryReservationMiB",
] as const satisfies readonly (keyof typeof MODEL_KEYS)[];

/** The keys of a model that works off a queue. */
export const QUEUE_KEYS = without(MODEL_KEYS, ["Serve"]);

/** The keys of a model with `Serve`; those of a fleet are for one with GPUs. */
export const SERVED_KEYS = {
  ...without(MODEL_KEYS, QUEUE_ONLY),
  Command: { ...MODEL_KEYS.Command, defaultWords: "the image's own" },
  FleetSize: without(MODEL_KEYS.FleetSize, ["required"]),
  model_location: without(MODEL_KEYS.model_location, ["required"]),
  Serve: { ...MODEL_KEYS.Serve, required: true as const },
};

/** What there is to say of a key that a served model cannot have. */
export const ELSEWHERE: ReadonlyMap<string, string> = new Map(
  QUEUE_ONLY.map((name) => [
    name,
    `${name} is of a model that works off a queue, and Serve makes this one answer over HTTP; remove one of them`,
  ]),
);

function without<T extends object, N extends keyof T>(whole: T, names: readonly N[]): Omit<T, N> {
  return Object.fromEntries(
    Object.entries(whole).filter(([name]) => !(names as readonly string[]).includes(name)),
  ) as Omit<T, N>;
}
