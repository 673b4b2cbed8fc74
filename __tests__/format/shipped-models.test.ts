import { join } from "node:path";
import { loadModels } from "../../models/format/load";

const { models, pipelines, problems } = loadModels(join(__dirname, "../.."));

test("the shipped models have no error, and only Megadetector carries the documentation's account number", () => {
  expect(problems.map(({ file, line, severity, stackName }) => [file, line, severity, stackName])).toEqual([
    ["models/Megadetector.yaml", 5, "warning", "Megadetector"],
  ]);
});

const model = (name: string) => models.find(({ stackName }) => stackName === name);

test("the documented example is complete with its seven keys", () => {
  expect(model("Megadetector")).toEqual({
    kind: "queue",
    file: "models/Megadetector.yaml",
    stackName: "Megadetector",
    comment: "This stack deploys the Megadetector YOLOv5 model",
    region: "us-west-2",
    taskFamily: "strongsort-yolov5",
    containerImage: "168552337187.dkr.ecr.us-west-2.amazonaws.com/mbari/strongsort-yolov5:1.10.0",
    fleetSize: 1,
    rootVolumeGib: 100,
    timeoutSeconds: 7200,
    modelLocation: { bucket: "deepsea-ai-168552337187-models", key: "Megadetector.pt" },
    trackConfig: { bucket: "deepsea-ai-168552337187-track-conf", key: "strong_sort_benthic.yaml" },
    command: [
      "dettrack",
      "-c",
      "s3://deepsea-ai-168552337187-track-conf/strong_sort_benthic.yaml",
      "--model-s3",
      "s3://deepsea-ai-168552337187-models/Megadetector.pt",
    ],
    environment: {},
    instanceTypes: [{ name: "g4dn.xlarge", gpus: 1, vcpus: 4, memoryMib: 16384 }],
    spot: false,
    gpusPerTask: 1,
    workersPerInstance: 1,
    memoryReservationMib: 3072,
    waitingVideosPerInstance: 1,
    keepWarmSeconds: 0,
    maxReceiveCount: 3,
    logRetentionDays: 30,
    network: { kind: "own" },
    tags: {},
  });
});

test("the second model uses what is optional", () => {
  expect(model("Midwater")).toMatchObject({
    stackName: "Midwater",
    fleetSize: 8,
    rootVolumeGib: 200,
    timeoutSeconds: 21600,
    modelLocation: { bucket: "midwater-models-123456789012", key: "yolov8x/" },
    environment: { CONFIDENCE: "0.25", OMP_NUM_THREADS: "4" },
    instanceTypes: [{ name: "g5.xlarge" }, { name: "g6.xlarge" }, { name: "g4dn.2xlarge" }],
    spot: true,
    memoryReservationMib: 12288,
    waitingVideosPerInstance: 4,
    keepWarmSeconds: 600,
    maxReceiveCount: 5,
    logRetentionDays: 90,
    network: { kind: "name", vpcName: "research" },
    debug: { sessionManager: false, exec: false, allowSshFrom: ["192.0.2.0/24"], keyName: "midwater-team" },
    notifyEmail: "midwater@example.org",
    tags: { Project: "Midwater", CostCenter: "4711" },
  });
});

test("Benthic has a repository of its own, from which its image comes by tag alone, and lets people look in", () => {
  expect(model("Benthic")).toMatchObject({
    containerImage: ":1.0.0",
    repository: { name: "mbari/benthic-detector", keepImages: 20 },
    debug: { sessionManager: true, exec: true, allowSshFrom: [] },
  });
});

test("Dives is a pipeline of two of the models", () => {
  expect(pipelines).toEqual([
    {
      file: "models/Dives.yaml",
      name: "Dives",
      comment: "Finds the animals of a dive, then names them",
      region: "us-west-2",
      steps: [
        { model: "Benthic", after: [] },
        { model: "Species", after: ["Benthic"] },
      ],
      notifyEmail: "dives@example.org",
      tags: {},
    },
  ]);
  expect(model("Species")?.pipeline).toEqual({ name: "Dives", before: ["Benthic"] });
  expect(model("Megadetector")).not.toHaveProperty("pipeline");
});

test("Recommender is served, on tasks of the size that costs least", () => {
  expect(model("Recommender")).toEqual({
    kind: "served",
    file: "models/Recommender.yaml",
    stackName: "Recommender",
    comment: "Recommends films over HTTP, on two small tasks of Fargate",
    region: "us-west-2",
    taskFamily: "recommender",
    containerImage: "123456789012.dkr.ecr.us-west-2.amazonaws.com/recommender:1.0.0",
    command: [],
    environment: {},
    logRetentionDays: 30,
    network: { kind: "own" },
    tags: {},
    serve: {
      allowFrom: ["192.0.2.0/24"],
      internal: false,
      port: 80,
      healthCheckPath: "/health",
      gracePeriodSeconds: 60,
      minTasks: 2,
      maxTasks: 6,
      requestsPerTarget: 600,
      cpuPercent: 60,
      drainSeconds: 30,
      accessLogDays: 30,
    },
    exec: false,
    compute: { kind: "fargate", cpuUnits: 256, memoryMib: 512 },
  });
});

test("Segmenter is served on GPUs, with instances for all its tasks and one more", () => {
  expect(model("Segmenter")).toMatchObject({
    network: { kind: "name", vpcName: "research" },
    modelLocation: { bucket: "segmenter-models-123456789012", key: "sam2/" },
    serve: { internal: true, port: 8080, minTasks: 1, maxTasks: 4, gracePeriodSeconds: 300, drainSeconds: 120 },
    compute: {
      kind: "gpu",
      cpuUnits: 4096,
      fleet: {
        fleetSize: 5,
        rootVolumeGib: 60,
        instanceTypes: [{ name: "g5.xlarge" }, { name: "g6.xlarge" }],
        workersPerInstance: 1,
        memoryReservationMib: 12288,
      },
    },
  });
});
