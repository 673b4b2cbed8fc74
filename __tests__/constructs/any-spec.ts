import fc from "fast-check";
import { anyText } from "../any-text";
import type { AnyModelSpec, GpuTasksSpec, ModelSpec, NetworkSpec, ServedSpec } from "../../models/format/spec";
import { sampleServed, sampleSpec } from "./sample";

/** Text as users write it, with everything that Terraform, CDKTF or JSON could take for something else. */
const text = fc.oneof(
  anyText(30),
  fc.constantFrom("${path.module}", "%{ if true }x%{ endif }", "$${a}", '"quoted" \\ text', "{[(", "a\nb", "${"),
);
const name = (pattern: RegExp) => fc.stringMatching(pattern);
const location = fc.record({ bucket: name(/^[a-z0-9]{3,20}$/), key: name(/^[a-z]{0,5}(\/[a-z]{1,5}){0,2}\/?$/) });
const subnetIds = fc.option(fc.uniqueArray(name(/^subnet-[0-9a-f]{8}$/), { minLength: 1, maxLength: 4 }), {
  nil: undefined,
});

const network: fc.Arbitrary<NetworkSpec> = fc.oneof(
  fc.constant({ kind: "own" as const }),
  fc.record({ kind: fc.constant("id" as const), vpcId: name(/^vpc-[0-9a-f]{8}$/), subnetIds }),
  fc.record({ kind: fc.constant("name" as const), vpcName: text, subnetIds }),
  fc.record({ kind: fc.constant("default" as const), subnetIds }),
);

const instanceTypes = fc.uniqueArray(
  fc.constantFrom(
    { name: "g4dn.xlarge", gpus: 1, vcpus: 4, memoryMib: 16384 },
    { name: "g5.12xlarge", gpus: 4, vcpus: 48, memoryMib: 196608 },
    { name: "p5.48xlarge", gpus: 8, vcpus: 192, memoryMib: 2097152 },
  ),
  { minLength: 1 },
);

/** What every kind of model has. */
const common = {
  stackName: name(/^[B-Zb-z][A-Za-z0-9]{0,27}$/),
  comment: text,
  region: fc.constantFrom("us-west-2", "ap-southeast-1", "eu-central-1"),
  taskFamily: name(/^[A-Za-z0-9_-]{1,255}$/),
  containerImage: fc.constantFrom(
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/detector:1",
    "123456789012.dkr.ecr.us-west-2.amazonaws.com/detector@sha256:" + "a".repeat(64),
    "public.ecr.aws/team/detector:1",
    "team/detector:1.10.0",
  ),
  repository: fc.option(
    fc.record({
      name: name(/^[a-z0-9]{1,20}([._-][a-z0-9]{1,5}){0,2}(\/[a-z0-9]{1,20}){1,2}$/),
      keepImages: fc.integer({ min: 1, max: 1000 }),
    }),
    { nil: undefined },
  ),
  command: fc.array(text, { maxLength: 5 }),
  environment: fc.dictionary(name(/^MY_[A-Z]{1,8}$/), text, { maxKeys: 4 }),
  logRetentionDays: fc.constantFrom(1, 30, 3653),
  network,
  notifyEmail: fc.option(fc.constant("lab@example.org"), { nil: undefined }),
  monthlyBudgetUsd: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
  tags: fc.dictionary(name(/^[A-Za-z]{3,10}$/), name(/^[A-Za-z0-9 ]{0,10}$/), { maxKeys: 3 }),
};

/** GPU instances, and what a task gets of them. */
const fleet = {
  fleetSize: fc.integer({ min: 1, max: 1000 }),
  rootVolumeGib: fc.integer({ min: 30, max: 16384 }),
  instanceTypes,
  spot: fc.boolean(),
  gpusPerTask: fc.constant(1),
  memoryReservationMib: fc.integer({ min: 4, max: 15000 }),
  debug: fc.option(
    fc.record({
      sessionManager: fc.boolean(),
      exec: fc.boolean(),
      allowSshFrom: fc.uniqueArray(
        fc.ipV4().map((ip) => `${ip}/32`),
        { maxLength: 3 },
      ),
      keyName: text,
    }),
    { nil: undefined },
  ),
};

/** Any model of a queue that the YAML's rules let through, limits included. */
export const anySpec: fc.Arbitrary<ModelSpec> = fc
  .record(
    {
      ...common,
      ...fleet,
      timeoutSeconds: fc.integer({ min: 1, max: 43200 }),
      modelLocation: location,
      trackConfig: fc.option(location, { nil: undefined }),
      waitingVideosPerInstance: fc.integer({ min: 1, max: 1000 }),
      keepWarmSeconds: fc.integer({ min: 0, max: 2700 }),
      maxReceiveCount: fc.integer({ min: 1, max: 1000 }),
      pipeline: fc.option(
        fc.record({
          name: name(/^[B-Zb-z][A-Za-z0-9]{0,27}$/),
          before: fc.uniqueArray(name(/^[B-Z][a-z]{2,9}$/), { maxLength: 3 }),
        }),
        { nil: undefined },
      ),
    },
    { noNullPrototype: true },
  )
  .map((fields) =>
    // A tag alone is allowed only beside a repository.
    fields.repository && fields.fleetSize % 2 === 0 ? { ...fields, containerImage: ":1.10.0" } : fields,
  )
  .map((fields) =>
    sampleSpec({ ...fields, workersPerInstance: Math.min(...fields.instanceTypes.map((type) => type.gpus)) }),
  );

const gpuTasks: fc.Arbitrary<GpuTasksSpec> = fc.record(
  {
    kind: fc.constant("gpu" as const),
    cpuUnits: fc.integer({ min: 128, max: 196608 }),
    fleet: fc.record({ ...fleet, workersPerInstance: fc.constant(1) }),
  },
  { noNullPrototype: true },
);

const ranges = fc.uniqueArray(
  fc.ipV4().map((ip) => `${ip}/32`),
  { minLength: 1, maxLength: 4 },
);

/** Any served model that the YAML's rules let through, limits included. */
export const anyServed: fc.Arbitrary<ServedSpec> = fc
  .record(
    {
      ...common,
      modelLocation: fc.option(location, { nil: undefined }),
      exec: fc.boolean(),
      serve: fc.record({
        allowFrom: ranges,
        internal: fc.boolean(),
        certificateArn: fc.option(fc.constant("arn:aws:acm:us-west-2:123456789012:certificate/0a"), { nil: undefined }),
        port: fc.integer({ min: 1, max: 65535 }),
        healthCheckPath: name(/^\/[!-~]{0,20}$/),
        gracePeriodSeconds: fc.integer({ min: 0, max: 7200 }),
        minTasks: fc.integer({ min: 1, max: 10 }),
        maxTasks: fc.integer({ min: 10, max: 5000 }),
        requestsPerTarget: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
        cpuPercent: fc.integer({ min: 10, max: 95 }),
        drainSeconds: fc.integer({ min: 0, max: 3600 }),
        accessLogDays: fc.integer({ min: 1, max: 3650 }),
      }),
      compute: fc.oneof(
        fc.constantFrom(
          { kind: "fargate" as const, cpuUnits: 256, memoryMib: 512 },
          { kind: "fargate" as const, cpuUnits: 16384, memoryMib: 122880 },
        ),
        gpuTasks,
      ),
    },
    { noNullPrototype: true },
  )
  .map((fields) => sampleServed(fields));

export const anyModel: fc.Arbitrary<AnyModelSpec> = fc.oneof(anySpec, anyServed);

export const anyServedOnGpus = anyServed.chain((spec) => gpuTasks.map((compute) => ({ ...spec, compute })));
