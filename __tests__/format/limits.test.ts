import { load, model, problemsOf } from "./directory";

const errorsOf = (text: string) => problemsOf(text).filter((line) => !line.includes("  warning: "));

/** A key, the values next to and at its ends: [refused, allowed], and other lines that let them through. */
const LIMITS: [key: string, low: [string, string], high: [string, string], rest?: Record<string, string>][] = [
  ["FleetSize", ["0", "1"], ["5001", "5000"]],
  ["BlockDeviceVolumeGBRoot", ["0", "1"], ["16385", "16384"]],
  ["BlockDeviceVolumeGB", ["0", "1"], ["16385", "16384"]],
  ["TimeoutHours", ["0", "0.001"], ["12.001", "12"]],
  ["GpusPerTask", ["0", "1"], ["9", "8"], { InstanceTypes: "[p5.48xlarge]" }],
  ["MemoryReservationMiB", ["5", "6"], ["15156", "15155"]],
  [
    "MemoryReservationMiB",
    ["5", "6"],
    ["2097153", "2097152"],
    { InstanceTypes: "[p6-b300.48xlarge]", GpusPerTask: "8" },
  ],
  ["WaitingVideosPerInstance", ["0", "1"], ["1001", "1000"]],
  ["KeepWarmMinutes", ["-0.1", "0"], ["45.1", "45"]],
  ["MaxReceiveCount", ["0", "1"], ["1001", "1000"]],
  ["LogRetentionDays", ["0", "1"], ["3654", "3653"]],
  ["MonthlyBudgetUsd", ["0.99", "1"], ["1000001", "1000000"], { NotifyEmail: "lab@example.org" }],
];

describe.each(LIMITS)("%s", (key, low, high, rest = {}) => {
  test.each([low, high])("%s is refused, %s is allowed", (refused, allowed) => {
    expect(errorsOf(model({ ...rest, [key]: refused }))).toEqual([
      expect.stringMatching(`^models/Model.yaml:\\d+:\\d+  ${key}: ${refused} `),
    ]);
    expect(load({ "models/Model.yaml": model({ ...rest, [key]: allowed }) }).models).toHaveLength(1);
  });
});

test.each([
  ["0", "1"],
  ["1001", "1000"],
])("Repository.KeepImages: %s is refused, %s is allowed", (refused, allowed) => {
  const keeping = (images: string) => model({ Repository: `{ KeepImages: ${images} }`, ContainerImage: '":1.0.0"' });
  expect(errorsOf(keeping(refused))).toEqual([expect.stringContaining(`Repository.KeepImages: ${refused} is `)]);
  expect(errorsOf(keeping(allowed))).toEqual([]);
});

const LENGTHS: [key: string, most: number, text: (length: number) => string][] = [
  ["StackName", 28, (length) => "A".repeat(length)],
  ["TaskDefinition", 255, (length) => "a".repeat(length)],
  ["ContainerImage", 512, (length) => `${"a".repeat(length - 2)}:1`],
  ["Comment", 1000, (length) => "🦐".repeat(length)],
  ["model_location", 1093, (length) => `s3://${"b".repeat(63)}/${"k".repeat(length - 69)}`],
  ["track_config", 1093, (length) => `s3://${"b".repeat(63)}/${"k".repeat(length - 69)}`],
  ["Network", 256, (length) => `{ VpcName: ${"n".repeat(length)} }`],
  ["Repository", 256, (length) => `{ Name: ${"n".repeat(length)} }`],
  ["Environment", 255, (length) => `{ ${"N".repeat(length)}: 1 }`],
  ["Environment", 4096, (length) => `{ A: ${"v".repeat(length)} }`],
  ["Command", 4096, (length) => `[${"v".repeat(length)}]`],
  ["Tags", 128, (length) => `{ ${"k".repeat(length)}: v }`],
  ["Tags", 256, (length) => `{ k: ${"v".repeat(length)} }`],
];

describe.each(LENGTHS)("%s: at most %d characters", (key, most, text) => {
  test("as many are allowed, one more is refused", () => {
    expect(load({ "models/Model.yaml": model({ [key]: text(most) }) }).models).toHaveLength(1);
    expect(problemsOf(model({ [key]: text(most + 1) }))).toEqual([
      expect.stringContaining(`has ${most + 1} characters; ${most} are allowed`),
    ]);
  });
});

test.each([
  ["Tags", 45, (index: number) => `Tag${index}: ${index}`],
  ["Environment", 200, (index: number) => `NAME${index}: ${index}`],
])("%s: at most %d names", (key, most, line) => {
  const lines = (count: number) => `{ ${Array.from({ length: count }, (_, index) => line(index)).join(", ")} }`;
  expect(load({ "models/Model.yaml": model({ [key]: lines(most) }) }).models).toHaveLength(1);
  expect(problemsOf(model({ [key]: lines(most + 1) }))).toEqual([
    expect.stringContaining(`has ${most + 1} names; ${most} are allowed`),
  ]);
});
