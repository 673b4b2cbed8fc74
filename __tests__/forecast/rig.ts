import { typicalPhysics, type Physics } from "../../forecast/constants";
import type { StackSettings } from "../../forecast/design";
import { type Plant, World } from "../../forecast/world";
import type { Video } from "../../forecast/videos";

/** Times that are easy to add up: everything that is not named takes none. */
export const plainPhysics: Physics = {
  ...typicalPhysics,
  metricPublish: 0,
  queueWake: 600,
  queueCountLag: 0,
  groupReaction: 0,
  instancePending: 10,
  instanceBoot: 100,
  instanceStop: 0,
  groupRetry: 120,
  pullPerGb: 20,
  pullPerGbElsewhere: 80,
  imageGb: 3,
  taskLaunch: 0,
  containerStart: 0,
  modelLoad: 30,
  emptyReceive: 20,
  taskStop: 0,
  ecsEvent: 1,
  ecsViewLag: 0,
  functionRun: 1,
  serviceScheduler: 10,
};

/** Draws the middle of every range. */
export const middle = () => 0.5;

export const plainPlant: Plant = {
  group: { min: 0, max: 10, protectedFromScaleIn: true, spot: false },
  cluster: { gpusPerInstance: 1, gpusPerTask: 1, stopTimeoutSeconds: 7200, imageInRegion: true },
  queue: { visibilitySeconds: 7200, maxReceiveCount: 3 },
  worker: {},
  queueAwake: true,
};

export const plainWorld = (
  videos: readonly Video[],
  plant: Partial<Plant> = {},
  physics: Partial<Physics> = {},
): World => new World({ ...plainPlant, ...plant }, { ...plainPhysics, ...physics }, middle, videos);

/** Runs everything until `time`. */
export const runUntil = (world: World, time: number): World => {
  world.clock.run(() => false, time);
  return world;
};

export const plainStack: StackSettings = {
  stackName: "Megadetector",
  region: "us-west-2",
  instanceType: "g4dn.xlarge",
  spot: false,
  fleetSize: 10,
  gpusPerInstance: 1,
  gpusPerTask: 1,
  rootVolumeGib: 100,
  imageInRegion: true,
  visibilitySeconds: 7200,
  maxReceiveCount: 3,
  stopTimeoutSeconds: 7200,
  alarm: {
    statistic: "Maximum",
    periodSeconds: 60,
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
    threshold: 1,
    comparison: "GreaterThanOrEqualToThreshold",
    missingData: "notBreaching",
  },
  steps: Array.from({ length: 10 }, (_, step) => ({
    lower: step,
    ...(step < 9 ? { upper: step + 1 } : {}),
    change: step + 1,
  })),
  warmupSeconds: 900,
  waitingVideosPerInstance: 1,
  keepWarmSeconds: 120,
  wakes: { everySeconds: 60, onActiveInstance: true, onStoppedTask: true, onUpload: false },
};
