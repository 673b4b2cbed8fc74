import Ajv from "ajv";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { reportAcross } from "../../models/format/across";
import { parseFile } from "../../models/format/document";
import { misfit } from "../../models/format/fargate-sizes";
import { modelSchema } from "../../models/format/json-schema";
import { MODEL_KEYS } from "../../models/format/keys";
import type { Problem } from "../../models/format/problems";
import { readModel } from "../../models/format/read-model";
import { SERVE_KEYS } from "../../models/format/serve";
import type { AnyModelSpec, ModelSpec, ServedSpec } from "../../models/format/spec";
import { anyText } from "../any-text";
import { load } from "./directory";
import { runs } from "../runs";

const shipped = ["Megadetector", "Midwater", "Benthic", "Recommender", "Segmenter"].map((name) =>
  readFileSync(join(__dirname, "../../models", `${name}.yaml`), "utf8"),
);
const validate = new Ajv({ strictRequired: false, allowUnionTypes: true }).compile(modelSchema());

function read(bytes: Uint8Array): { spec?: AnyModelSpec; problems: Problem[] } {
  const problems: Problem[] = [];
  const readable = parseFile("models/Model.yaml", bytes, problems, "StackName: Megadetector");
  if (!readable) return { problems };
  const model = readModel("models/Model.yaml", readable, "us-west-2");
  reportAcross([model], undefined);
  return { spec: model.spec, problems };
}

/** What holds for any file: a spec or an error, and every problem at a place inside the file, in one line of plain text. */
function check(bytes: Uint8Array): ReturnType<typeof read> {
  const result = read(bytes);
  const lines = Buffer.from(bytes).toString("utf8").split("\n");
  const misplaced = result.problems.filter(
    ({ line, column, message }) =>
      !(line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1] ?? "").length + 1) ||
      !/^[^\p{Cc}\p{Zl}\p{Zp}]{1,1000}$/u.test(message),
  );
  const failed = result.problems.some(({ severity }) => severity === "error");
  expect([misplaced, result.spec === undefined, result.spec && broken(result.spec)]).toEqual([
    [],
    failed,
    failed ? undefined : [],
  ]);
  return result;
}

/** The promises of spec.ts to the constructs that a spec does not keep. */
function broken(spec: AnyModelSpec): string[] {
  const texts = [...spec.command, ...Object.values(spec.environment), ...Object.values(spec.tags)];
  return [
    ...(spec.kind === "queue" ? brokenQueue(spec) : brokenService(spec)),
    ...(/^[A-Za-z][A-Za-z0-9]{0,27}$/.test(spec.stackName) ? [] : ["stackName"]),
    ...(JSON.stringify(spec).includes("TfToken[") ? ["a token of CDKTF"] : []),
    ...(texts.every((text) => typeof text === "string") ? [] : ["a text that is none"]),
  ];
}

function brokenService({ serve, compute, region }: ServedSpec): string[] {
  const promises: Readonly<Record<string, boolean>> = {
    allowFrom: serve.allowFrom.length > 0,
    certificate: serve.certificateArn === undefined || serve.certificateArn.includes(`:${region}:`),
    port: serve.port >= 1 && serve.port <= 65535,
    path: serve.healthCheckPath.startsWith("/"),
    tasks: serve.minTasks >= 1 && serve.maxTasks >= serve.minTasks,
    cpu: serve.cpuPercent >= 1 && serve.cpuPercent <= 100,
    memory: compute.kind === "gpu" || misfit(compute.cpuUnits, compute.memoryMib) === undefined,
    fleet: compute.kind === "fargate" || compute.fleet.fleetSize * compute.fleet.workersPerInstance > serve.maxTasks,
  };
  return Object.keys(promises).filter((name) => !promises[name]);
}

function brokenQueue(spec: ModelSpec): string[] {
  const ranges: [name: keyof ModelSpec, low: number, high: number][] = [
    ["fleetSize", 1, 5000],
    ["rootVolumeGib", 30, 16384],
    ["timeoutSeconds", 1, 43200],
    ["gpusPerTask", 1, 8],
    ["workersPerInstance", 1, 8],
    ["waitingVideosPerInstance", 1, 1000],
    ["keepWarmSeconds", 0, 2700],
    ["maxReceiveCount", 1, 1000],
  ];
  return [
    ...ranges.filter(([name, low, high]) => {
      const value = spec[name];
      return !(Number.isInteger(value) && Number(value) >= low && Number(value) <= high);
    }),
    ...(spec.instanceTypes.length > 0 ? [] : ["instanceTypes"]),
  ].map(String);
}

const fragments = fc.constantFrom(
  ...Object.keys(MODEL_KEYS),
  ...Object.keys(SERVE_KEYS),
  ...[
    "\n",
    "\n  ",
    " ",
    ": ",
    ":",
    "- ",
    "-",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "!!str ",
    "!x ",
    "<<",
    "#",
    "|",
    ">",
  ],
  ...[
    '"',
    "'",
    "\\",
    "%YAML 1.1\n",
    "---\n",
    "...\n",
    "\t",
    "\r",
    "\r\n",
    "\uFEFF",
    "\u2028",
    "\u0085",
    "~",
    "null",
    "0x1F",
  ],
  ...[
    ".inf",
    "1e400",
    "012",
    "${a}",
    "%{b}",
    "TfToken[",
    "\u202e",
    "__proto__",
    "constructor",
    "s3://a/b",
    "@",
    "`",
    "\0",
  ],
);

test("bytes of any kind", () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void check(bytes)),
    runs(150),
  ));

test("text of any kind", () =>
  fc.assert(
    fc.property(anyText(200), (text) => void check(Buffer.from(text))),
    runs(150),
  ));

test("pieces of YAML in any order", () =>
  fc.assert(
    fc.property(fc.array(fragments, { maxLength: 40 }), (parts) => void check(Buffer.from(parts.join("")))),
    runs(500),
  ));

test("good files with damage", () => {
  const damage = fc.record({
    at: fc.nat(),
    length: fc.nat({ max: 12 }),
    text: fc.oneof(fragments, fc.string({ maxLength: 4 })),
  });
  fc.assert(
    fc.property(fc.constantFrom(...shipped), fc.array(damage, { minLength: 1, maxLength: 4 }), (text, damages) => {
      const damaged = damages.reduce((whole, { at, length, text: piece }) => {
        const from = at % whole.length;
        return whole.slice(0, from) + piece + whole.slice(from + length);
      }, text);
      check(Buffer.from(damaged));
    }),
    runs(250),
  );
});

test("a damaged cdktf.json", () => {
  const text = readFileSync(join(__dirname, "../../cdktf.json"), "utf8");
  const damage = fc.tuple(fc.nat(), fc.nat({ max: 9 }), fc.oneof(fragments, fc.string({ maxLength: 4 })));
  fc.assert(
    fc.property(damage, ([at, length, piece]) => {
      const from = at % text.length;
      const json = text.slice(0, from) + piece + text.slice(from + length);
      const { project, problems } = load({ "cdktf.json": json, "models/Model.yaml": stringify({ StackName: "A" }) });
      const own = problems.filter(({ file }) => file === "cdktf.json");
      expect(project === undefined).toBe(own.length > 0);
      expect(own.filter(({ line, column }) => line < 1 || line > json.split("\n").length || column < 1)).toEqual([]);
    }),
    runs(60),
  );
});

describe("values of any kind for the known keys", () => {
  const words = fc.constantFrom(
    "g5.xlarge",
    "p2.xlarge",
    "default",
    "us-east-1",
    "vpc-12345678",
    "10.0.0.0/8",
    "s3://a",
    "${x}",
  );
  const scalar = fc.oneof(
    fc.string({ maxLength: 9 }),
    words,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  );
  const names = fc.constantFrom("VpcId", "VpcName", "SubnetIds", "AllowSshFrom", "KeyName", "Team", "A", "__proto__");
  const anything = fc.oneof(
    { weight: 3, arbitrary: scalar },
    fc.array(scalar, { maxLength: 3 }),
    fc.dictionary(names, fc.oneof(scalar, fc.array(words, { maxLength: 2 })), { maxKeys: 3 }),
  );
  const serving = fc.record(
    {
      AllowFrom: fc.subarray(["10.0.0.0/8", "0.0.0.0/0", "10.0.0.1/8"], { minLength: 1 }),
      Internal: fc.boolean(),
      Gpu: fc.boolean(),
      Certificate: fc
        .constantFrom("us-west-2", "eu-west-1")
        .map((there) => `arn:aws:acm:${there}:123456789012:certificate/0a`),
      Port: fc.integer({ min: 0, max: 65536 }),
      HealthCheckPath: fc.stringMatching(/^\/?[a-z /]{0,5}$/),
      MinTasks: fc.integer({ min: 0, max: 4 }),
      MaxTasks: fc.integer({ min: 1, max: 4 }),
      CpuPercent: fc.integer({ min: 8, max: 97 }),
      Cpu: fc.constantFrom(128, 256, 1024, 16384),
      MemoryMiB: fc.constantFrom(512, 1024, 1536, 2048, 122880),
    },
    { requiredKeys: ["AllowFrom"] },
  );
  const plausible: Partial<Record<keyof typeof MODEL_KEYS, fc.Arbitrary<unknown>>> = {
    Comment: fc.string(),
    StackName: fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,28}$/),
    TaskDefinition: fc.stringMatching(/^[\w-]{1,20}$/),
    ContainerImage: fc.stringMatching(/^[a-z]{0,5}:[\w.]{1,5}$/),
    Repository: fc.record(
      { Name: fc.stringMatching(/^[a-z0-9]{1,9}(\/[a-z0-9_]{1,5})?$/), KeepImages: fc.integer({ min: 0, max: 1001 }) },
      { requiredKeys: [] },
    ),
    FleetSize: fc.integer({ min: 0, max: 5001 }),
    BlockDeviceVolumeGBRoot: fc.integer({ min: 0, max: 16385 }),
    TimeoutHours: fc.constantFrom(0, 0.01, 2, 12, 13),
    model_location: fc.stringMatching(/^s3:\/\/[a-z0-9.]{3,9}\/[\w ./*-]{0,9}$/),
    Command: fc.array(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { maxLength: 3 }),
    Environment: fc.dictionary(fc.stringMatching(/^[A-Z_]{1,5}$/), scalar, { maxKeys: 3 }),
    InstanceTypes: fc.array(fc.constantFrom("g4dn.xlarge", "g5.12xlarge", "p5.48xlarge"), { maxLength: 3 }),
    GpusPerTask: fc.integer({ min: 0, max: 9 }),
    MemoryReservationMiB: fc.integer({ min: 5, max: 300000 }),
    KeepWarmMinutes: fc.constantFrom(0, 0.25, 45, 46),
    LogRetentionDays: fc.constantFrom(0, 1, 2, 3653),
    Debug: fc.record(
      { SessionManager: fc.boolean(), Exec: fc.boolean(), KeyName: words, AllowSshFrom: fc.constant(["10.0.0.0/8"]) },
      { requiredKeys: [] },
    ),
    Network: fc.record({ VpcName: words, SubnetIds: fc.constant(["subnet-12345678"]) }, { requiredKeys: [] }),
    Tags: fc.dictionary(fc.stringMatching(/^[A-Za-z ]{1,5}$/), fc.oneof(words, fc.integer()), { maxKeys: 3 }),
    Serve: serving,
  };
  const one = fc.constantFrom(...Object.keys(MODEL_KEYS)).chain((key) => {
    const likely = plausible[key as keyof typeof MODEL_KEYS];
    return fc.tuple(fc.constant(key), likely ? fc.oneof({ weight: 4, arbitrary: likely }, anything) : anything);
  });
  const goodService = {
    StackName: "Detector",
    TaskDefinition: "detector",
    ContainerImage: "detector:1.0.0",
    Serve: { AllowFrom: ["10.0.0.0/8"] },
  };
  const good = {
    StackName: "Detector",
    TaskDefinition: "detector",
    ContainerImage: "detector:1.0.0",
    FleetSize: 1,
    model_location: "s3://models/detector.pt",
    track_config: "s3://models/tracker.yaml",
  };

  test("what the schema refuses, the reader refuses", () => {
    const accepted = { queue: 0, served: 0 };
    const bases = fc.constantFrom<object>(good, good, goodService);
    fc.assert(
      fc.property(bases, fc.array(one, { minLength: 1, maxLength: 3 }), (base, changes) => {
        const model = { ...base, ...Object.fromEntries(changes) };
        const { spec } = check(Buffer.from(stringify(model)));
        if (!spec) return;
        accepted[spec.kind]++;
        expect([validate(JSON.parse(JSON.stringify(model))), validate.errors]).toEqual([true, null]);
      }),
      runs(1000),
    );
    expect(accepted.queue).toBeGreaterThan(80);
    expect(accepted.served).toBeGreaterThan(15);
  });
});
