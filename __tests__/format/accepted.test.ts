import type { ModelSpec } from "../../models/format/spec";
import { formatProblem } from "../../models/format/problems";
import { load, model } from "./directory";

function spec(text: string): ModelSpec {
  const { models, problems } = load({ "models/Model.yaml": text });
  expect(problems.filter(({ severity }) => severity === "error").map(formatProblem)).toEqual([]);
  if (models[0]?.kind !== "queue") throw new Error("no model of a queue");
  return models[0];
}

const EXAMPLE = `Comment: This stack deploys the Megadetector YOLOv5 model
StackName: Megadetector
TaskDefinition: strongsort-yolov5
ContainerImage: 168552337187.dkr.ecr.us-west-2.amazonaws.com/mbari/strongsort-yolov5:1.10.0
FleetSize: 1
`;
const LOCATIONS = `model_location: s3://deepsea-ai-168552337187-models/Megadetector.pt
track_config: s3://deepsea-ai-168552337187-track-conf/strong_sort_benthic.yaml
`;

describe("files that people already have", () => {
  test("the documented example of seven keys", () =>
    expect(spec(EXAMPLE + LOCATIONS)).toMatchObject({ stackName: "Megadetector", rootVolumeGib: 100 }));

  test("the documented example with a root volume and a time limit; EC2 wants 30 GiB", () =>
    expect(spec(`${EXAMPLE}BlockDeviceVolumeGBRoot: 10\nTimeoutHours: 2\n${LOCATIONS}`)).toMatchObject({
      rootVolumeGib: 30,
      timeoutSeconds: 7200,
    }));

  test("the older name of the root volume", () =>
    expect(spec(`${EXAMPLE}BlockDeviceVolumeGB: 55\n${LOCATIONS}`)).toMatchObject({ rootVolumeGib: 55 }));

  test("a bucket as the model's location", () =>
    expect(spec(model({ model_location: "s3://deepsea-ai-168552337187-models/" })).modelLocation).toEqual({
      bucket: "deepsea-ai-168552337187-models",
      key: "",
    }));
});

describe("each key", () => {
  test.each<[string, string, Partial<ModelSpec>]>([
    ["Comment", '"${HOME} and %{if true}"', { comment: "${HOME} and %{if true}" }],
    ["Comment", "|\n  two\n  lines", { comment: "two\nlines\n" }],
    ["Comment", "2024-01-31", { comment: "2024-01-31" }],
    ["Comment", "no", { comment: "no" }],
    ["StackName", '"Detector"', { stackName: "Detector" }],
    ["Region", "eu-west-1", { region: "eu-west-1" }],
    ["TaskDefinition", "strongsort-yolov5_b", { taskFamily: "strongsort-yolov5_b" }],
    ["ContainerImage", "localhost:5000/a/b:1.0", { containerImage: "localhost:5000/a/b:1.0" }],
    ["ContainerImage", "Registry:5000/a:1", { containerImage: "Registry:5000/a:1" }],
    ["ContainerImage", "Registry.Example.org/a:1", { containerImage: "Registry.Example.org/a:1" }],
    ["ContainerImage", "registry.example.org:5000/a:1", { containerImage: "registry.example.org:5000/a:1" }],
    ["ContainerImage", "my-lab/a:1", { containerImage: "my-lab/a:1" }],
    ["ContainerImage", `detector@sha256:${"0".repeat(64)}`, { containerImage: `detector@sha256:${"0".repeat(64)}` }],
    ["Repository", "{}", { repository: { name: "elastic-models/detector", keepImages: 10 } }],
    [
      "Repository",
      "{ Name: mbari/a-b_c.d/e, KeepImages: 3 }",
      { repository: { name: "mbari/a-b_c.d/e", keepImages: 3 } },
    ],
    ["FleetSize", "12", { fleetSize: 12 }],
    ["FleetSize", "3.0", { fleetSize: 3 }],
    ["TimeoutHours", "0.5", { timeoutSeconds: 1800 }],
    ["TimeoutHours", "0.0001", { timeoutSeconds: 1 }],
    ["model_location", "s3://models/a b/c+d=é.pt", { modelLocation: { bucket: "models", key: "a b/c+d=é.pt" } }],
    ["Command", "[]", { command: [] }],
    [
      "Command",
      "[python, -m, x, 0.50, 0x1F, true, 1e3, ~user, '']",
      { command: ["python", "-m", "x", "0.50", "0x1F", "true", "1e3", "~user", ""] },
    ],
    [
      "Environment",
      "{ A: 1.50, B: yes, C: True, D: '', E: 012, F: \"${A}\" }",
      { environment: { A: "1.50", B: "yes", C: "True", D: "", E: "012", F: "${A}" } },
    ],
    ["Spot", "true", { spot: true }],
    ["GpusPerTask", "1", { gpusPerTask: 1, workersPerInstance: 1 }],
    ["MemoryReservationMiB", "15155", { memoryReservationMib: 15155 }],
    ["WaitingVideosPerInstance", "7", { waitingVideosPerInstance: 7 }],
    ["KeepWarmMinutes", "0", { keepWarmSeconds: 0 }],
    ["KeepWarmMinutes", "0.5", { keepWarmSeconds: 30 }],
    ["MaxReceiveCount", "600", { maxReceiveCount: 600 }],
    ["LogRetentionDays", "3653", { logRetentionDays: 3653 }],
    ["Network", "{}", { network: { kind: "own" } }],
    ["Network", "{ VpcName: default }", { network: { kind: "default" } }],
    ["Network", "{ VpcName: research }", { network: { kind: "name", vpcName: "research" } }],
    ["Network", "{ VpcName: vpc-1 }", { network: { kind: "name", vpcName: "vpc-1" } }],
    [
      "Network",
      "{ VpcId: vpc-12345678, SubnetIds: [subnet-0123456789abcdef0] }",
      { network: { kind: "id", vpcId: "vpc-12345678", subnetIds: ["subnet-0123456789abcdef0"] } },
    ],
    [
      "Debug",
      "{ AllowSshFrom: [192.0.2.7/32, 0.0.0.0/0, 10.0.0.0/8], KeyName: my key }",
      {
        debug: {
          sessionManager: false,
          exec: false,
          allowSshFrom: ["192.0.2.7/32", "0.0.0.0/0", "10.0.0.0/8"],
          keyName: "my key",
        },
      },
    ],
    ["Debug", "{ SessionManager: true }", { debug: { sessionManager: true, exec: false, allowSshFrom: [] } }],
    ["Debug", "{ Exec: true }", { debug: { sessionManager: false, exec: true, allowSshFrom: [] } }],
    [
      "Debug",
      "{ SessionManager: true, KeyName: k }",
      { debug: { sessionManager: true, exec: false, allowSshFrom: [], keyName: "k" } },
    ],
    ["NotifyEmail", "lab+alarms@example.org", { notifyEmail: "lab+alarms@example.org" }],
    ["MonthlyBudgetUsd", "199.50\nNotifyEmail: lab@example.org", { monthlyBudgetUsd: 199.5 }],
    [
      "Tags",
      "{ Team: benthos, Cost Center: 0123, Équipe: '' }",
      { tags: { Team: "benthos", "Cost Center": "0123", Équipe: "" } },
    ],
  ])("%s: %s", (key, value, expected) => expect(spec(model({ [key]: value }))).toMatchObject(expected));
});

describe("what follows from several keys", () => {
  test("the default command hands over both locations", () =>
    expect(spec(model()).command).toEqual([
      "dettrack",
      "-c",
      "s3://models/tracker.yaml",
      "--model-s3",
      "s3://models/detector.pt",
    ]));

  test("an own command needs no track_config", () =>
    expect(spec(model({ track_config: undefined, Command: "[run]" }))).toMatchObject({ command: ["run"] }));

  test.each([":1.10.0", '":1.10.0"'])("a tag alone is an image of the stack's own repository: %s", (image) =>
    expect(spec(model({ ContainerImage: image, Repository: "{}" })).containerImage).toBe(":1.10.0"),
  );

  test("instance types keep their order; the smallest says how many workers fit", () => {
    const types = { InstanceTypes: "[g5.12xlarge, g5.48xlarge, p4d.24xlarge]", GpusPerTask: "2" };
    const { instanceTypes, workersPerInstance } = spec(model(types));
    expect(instanceTypes.map(({ name }) => name)).toEqual(["g5.12xlarge", "g5.48xlarge", "p4d.24xlarge"]);
    expect(workersPerInstance).toBe(2);
  });

  test("memory beside the workers of one instance: 45465 MiB each for four on 192 GiB", () =>
    expect(spec(model({ InstanceTypes: "[g5.12xlarge]", MemoryReservationMiB: "45465" })).memoryReservationMib).toBe(
      45465,
    ));

  test("a model's own region wins over the project's", () =>
    expect(spec(model()).region + spec(model({ Region: "sa-east-1" })).region).toBe("us-west-2sa-east-1"));
});
