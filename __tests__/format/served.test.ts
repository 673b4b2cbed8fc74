import { formatProblem } from "../../models/format/problems";
import type { ServedSpec } from "../../models/format/spec";
import { load, model } from "./directory";

function served(serve: string, others = ""): { spec: ServedSpec; warnings: readonly string[] } {
  const text = `StackName: Recommender\nTaskDefinition: recommender\nContainerImage: recommender:1.0.0\n${others}Serve: {${serve}}\n`;
  const { models, problems } = load({ "models/Model.yaml": text });
  const warnings = problems.map(formatProblem);
  if (models[0]?.kind !== "served") throw new Error(warnings.join("\n"));
  return { spec: models[0], warnings };
}

const few = "AllowFrom: [10.0.0.0/8]";

test("three keys and who may ask are enough", () => {
  const { spec, warnings } = served(few);
  expect(warnings).toEqual([]);
  expect(spec).toMatchObject({
    command: [],
    serve: { port: 80, healthCheckPath: "/", minTasks: 2, maxTasks: 4, cpuPercent: 60, internal: false },
    compute: { kind: "fargate", cpuUnits: 256, memoryMib: 512 },
  });
});

test("MaxTasks is twice MinTasks, and memory the least that Fargate has, unless they are written", () => {
  expect(served(`${few}, MinTasks: 3`).spec.serve.maxTasks).toBe(6);
  expect(served(`${few}, Cpu: 2048`).spec.compute).toMatchObject({ cpuUnits: 2048, memoryMib: 4096 });
  expect(served(`${few}, Cpu: 2048, MemoryMiB: 7168`).spec.compute).toMatchObject({ memoryMib: 7168 });
});

describe("with Gpu", () => {
  const compute = (others: string, serve = "") => served(`${few}, Gpu: true${serve}`, others).spec.compute;

  test("there are instances for MaxTasks and one task more, which a deployment starts", () => {
    expect(compute("")).toMatchObject({
      kind: "gpu",
      fleet: { fleetSize: 5, instanceTypes: [{ name: "g4dn.xlarge" }] },
    });
    expect(compute("InstanceTypes: [g5.12xlarge]\n", ", MaxTasks: 7")).toMatchObject({ fleet: { fleetSize: 2 } });
    expect(compute("InstanceTypes: [g5.12xlarge]\n", ", MaxTasks: 8")).toMatchObject({ fleet: { fleetSize: 3 } });
  });

  test("a task reserves its share of the smallest instance's CPU", () => {
    expect(compute("InstanceTypes: [g5.12xlarge, g5.24xlarge]\n")).toMatchObject({ cpuUnits: (48 / 4) * 1024 });
    expect(compute("InstanceTypes: [g5.12xlarge]\nGpusPerTask: 2\n")).toMatchObject({ cpuUnits: (48 / 2) * 1024 });
  });
});

describe("is allowed, and most likely not meant:", () => {
  test.each([
    ["everybody, without a certificate", "AllowFrom: [0.0.0.0/0]", "", /AllowFrom 0\.0\.0\.0\/0 without a Certificate/],
    ["internal in a VPC where nothing else is", `${few}, Internal: true`, "", /nothing else is in it to ask the model/],
    ["ssh from everywhere", `${few}, Gpu: true`, "Debug: {AllowSshFrom: [0.0.0.0/0]}\n", /opens port 22 to everybody/],
  ])("%s", (_, serve, others, warning) => {
    expect(served(serve, others).warnings).toEqual([expect.stringMatching(warning)]);
  });

  test("but everybody may ask where there is a certificate, and a VPC of the user's may hold who asks", () => {
    const certificate = "Certificate: 'arn:aws:acm:us-west-2:123456789012:certificate/0a1b'";
    expect(served(`AllowFrom: [0.0.0.0/0], ${certificate}`).warnings).toEqual([]);
    expect(served(`${few}, Internal: true`, "Network: {VpcName: lab}\n").warnings).toEqual([]);
  });
});

test("a pipeline cannot have it as a step: it has no queue that could be filled", () => {
  const { problems } = load({
    "models/Recommender.yaml": `StackName: Recommender\nTaskDefinition: r\nContainerImage: r:1\nServe: {${few}}\n`,
    "models/Detector.yaml": model({ StackName: "Detector" }),
    "models/Dives.yaml": "Pipeline: Dives\nSteps: [Detector, Recommender]\n",
  });
  expect(problems.map(formatProblem)).toEqual([
    "models/Dives.yaml:2:19  Steps: Recommender (models/Recommender.yaml) is served over HTTP and has no queue that a pipe could fill; name a model without Serve (the models that work on each video, one after the other)",
  ]);
});

test("Debug lets people into a container, on Fargate too; into an instance only with Gpu", () => {
  expect(served(few, "Debug: {Exec: true}\n").spec.exec).toBe(true);
  expect(() => served(few, "Debug: {SessionManager: true}\n")).toThrow(
    "Debug: opens a way into an instance, and Fargate has none that can be looked into; write {Exec: true}",
  );
  const { spec } = served(`${few}, Gpu: true`, "Debug: {SessionManager: true}\n");
  expect(spec.compute).toMatchObject({ fleet: { debug: { sessionManager: true } } });
});
