import { cidr } from "./cidr";
import { FARGATE_CPU_UNITS, LEAST_CPU_UNITS, leastMemoryMib, misfit } from "./fargate-sizes";
import { boolean } from "./kinds/boolean";
import type { Keys } from "./kinds/key";
import type { Kind } from "./kinds/kind";
import { list } from "./kinds/list";
import { number, oneOf } from "./kinds/number";
import { recordSchema } from "./kinds/record-schema";
import { readRecord, type Values } from "./kinds/record";
import { shown } from "./kinds/shown";
import { text } from "./kinds/text";
import type { FargateSpec, ServeSpec } from "./spec";

/** ARN of a certificate of ACM; those of IAM, an older store, are not taken. */
const certificate = text({
  words: "`arn:aws:acm:…`",
  max: 200,
  rules: [
    {
      fits: /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-zA-Z-]+$/u,
      otherwise: "is not the ARN of an ACM certificate such as arn:aws:acm:us-west-2:123456789012:certificate/0a1b…",
    },
  ],
});

/** "Health checks for your Application Load Balancer target groups": at most 1024 characters, `/` first. */
const urlPath = text({
  words: "a path such as `/health`",
  max: 1024,
  rules: [
    { fits: /^\//u, otherwise: "does not begin with /" },
    { fits: /^[!-~]*$/u, otherwise: "may hold ASCII characters without spaces only" },
  ],
});

/** Every key of `Serve`. */
export const SERVE_KEYS = {
  AllowFrom: {
    // 60 rules a security group ("Amazon VPC quotas"), two a range where there is a certificate.
    kind: list(cidr, { min: 1, max: 30, unique: true }),
    required: true,
    meaning: "the IPv4 ranges that may reach the load balancer",
  },
  Internal: { kind: boolean, default: false, meaning: "whether only the VPC can reach the load balancer" },
  Certificate: { kind: certificate, meaning: "the ACM certificate for HTTPS; HTTP is then sent on to HTTPS" },
  Port: { kind: number({ whole: true, min: 1, max: 65535 }), default: 80, meaning: "the container's port" },
  HealthCheckPath: { kind: urlPath, default: "/", meaning: "what answers 200 to 299 when a task can serve" },
  GracePeriodSeconds: {
    kind: number({ whole: true, min: 0, max: 7200, unit: "seconds" }),
    default: 60,
    meaning: "how long a new task may take to load its model",
  },
  MinTasks: {
    kind: number({
      whole: true,
      min: 1,
      max: 5000,
      tooLow: "a load balancer cannot wake a model; one that goes to zero works off a queue, without Serve",
    }),
    default: 2,
    meaning: "the fewest tasks that run, and how many a first deploy starts",
  },
  MaxTasks: {
    kind: number({ whole: true, min: 1, max: 5000 }),
    defaultWords: "twice `MinTasks`",
    meaning: "the most tasks that may run, but for a deployment",
  },
  RequestsPerTarget: {
    kind: number({ whole: true, min: 1, max: 1_000_000 }),
    meaning: "requests a minute that one task should take; more start another",
  },
  CpuPercent: {
    kind: number({ whole: true, min: 10, max: 95, unit: "%" }),
    default: 60,
    meaning: "the average CPU use that one task should have; more starts another",
  },
  DrainSeconds: {
    kind: number({ whole: true, min: 0, max: 3600, unit: "seconds" }),
    default: 30,
    meaning: "how long a leaving task may finish its requests",
  },
  AccessLogDays: {
    kind: number({ whole: true, min: 1, max: 3650, unit: "days" }),
    default: 30,
    meaning: "how long the load balancer's access logs are kept",
  },
  Gpu: {
    kind: boolean,
    default: false,
    meaning: "whether tasks run with GPUs, on a fleet of instances, not on Fargate",
  },
  Cpu: {
    kind: oneOf(FARGATE_CPU_UNITS),
    defaultWords: "`256`",
    meaning: "the CPU units of a task on Fargate; 1024 are one vCPU",
  },
  MemoryMiB: {
    kind: number({ whole: true, min: 512, max: 122880, unit: "MiB" }),
    defaultWords: "the least that Fargate has with `Cpu`",
    meaning: "the memory of a task on Fargate",
  },
} satisfies Keys;

/** What `Serve` says: the service, and the size of its tasks on Fargate; without one they have GPUs. */
export interface Serving {
  readonly serve: ServeSpec;
  readonly fargate?: FargateSpec;
}

export const serve: Kind<Serving> = {
  words: "map of the keys below",
  schema: {
    ...recordSchema(SERVE_KEYS),
    if: { properties: { Gpu: { const: true } }, required: ["Gpu"] },
    then: { properties: { Cpu: false, MemoryMiB: false } },
  },
  read(at) {
    const { complete, places } = readRecord(at, SERVE_KEYS);
    if (!complete) return undefined;
    const { MinTasks, MaxTasks = 2 * MinTasks } = complete;
    if (MaxTasks < MinTasks)
      return places.get("MaxTasks")?.error(`${MaxTasks} is less than MinTasks, which is ${MinTasks}`);
    const serve = toServeSpec({ ...complete, MaxTasks });
    if (!complete.Gpu) {
      const { Cpu = LEAST_CPU_UNITS, MemoryMiB = leastMemoryMib(Cpu) } = complete;
      const wrong = misfit(Cpu, MemoryMiB);
      if (wrong !== undefined) return places.get("MemoryMiB")?.error(wrong);
      return { serve, fargate: { kind: "fargate", cpuUnits: Cpu, memoryMib: MemoryMiB } };
    }
    const ofFargate = places.get("Cpu") ?? places.get("MemoryMiB");
    if (ofFargate)
      return ofFargate.error(
        `${shown(ofFargate)} is a size on Fargate; with Gpu a task has GpusPerTask and MemoryReservationMiB`,
      );
    return { serve };
  },
};

function toServeSpec(values: Values<typeof SERVE_KEYS> & { readonly MaxTasks: number }): ServeSpec {
  return {
    allowFrom: values.AllowFrom,
    internal: values.Internal,
    ...(values.Certificate !== undefined && { certificateArn: values.Certificate }),
    port: values.Port,
    healthCheckPath: values.HealthCheckPath,
    gracePeriodSeconds: values.GracePeriodSeconds,
    minTasks: values.MinTasks,
    maxTasks: values.MaxTasks,
    ...(values.RequestsPerTarget !== undefined && { requestsPerTarget: values.RequestsPerTarget }),
    cpuPercent: values.CpuPercent,
    drainSeconds: values.DrainSeconds,
    accessLogDays: values.AccessLogDays,
  };
}
