import { figures } from "../../forecast/figures";
import type { World } from "../../forecast/world";
import type { Video } from "../../forecast/videos";
import { plainPlant, plainWorld, runUntil } from "./rig";

/** Launch asked at 0, registered at 100, image there at 160, model loaded at 190. */
const ready = 190;

const video = (workSeconds: number, arrivesAt = 0, fate?: Video["fate"]): Video => ({
  arrivesAt,
  workSeconds,
  ...(fate ? { fate } : {}),
});

/** One instance for all videos, with a worker as soon as it is there. */
const withOneWorker = (videos: readonly Video[], plant = {}): World => {
  const world = plainWorld(videos, plant);
  world.group.setDesired(1);
  world.clock.at(101, () => world.cluster.runTask());
  return world;
};
const resultsOf = (world: World) => world.queue.messages.map(({ resultAt }) => resultAt);

test("boot, image pull, model, then one video after the other", () => {
  const world = runUntil(withOneWorker([video(600), video(60)]), 2000);
  expect(resultsOf(world)).toEqual([1 + ready + 600, 1 + ready + 660]);
});

test("a second worker on the same instance finds the image there", () => {
  const plant = { cluster: { ...plainPlant.cluster, gpusPerInstance: 2 } };
  const world = withOneWorker([video(600), video(600)], plant);
  world.clock.at(300, () => world.cluster.runTask());
  runUntil(world, 2000);
  expect(resultsOf(world)).toEqual([1 + ready + 600, 300 + 30 + 600]);
});

test("an image from elsewhere takes longer", () => {
  const plant = { cluster: { ...plainPlant.cluster, imageInRegion: false } };
  expect(resultsOf(runUntil(withOneWorker([video(600)], plant), 2000))).toEqual([1 + 100 + 3 * 80 + 30 + 600]);
});

test("no free GPU, no task", () => {
  const world = runUntil(withOneWorker([video(600)]), 102);
  expect(world.cluster.runTask()).toBeUndefined();
});

test("a DRAINING instance takes no task and lets the one that runs finish", () => {
  const world = withOneWorker([video(600)]);
  world.clock.at(200, () => world.cluster.hosts.forEach((host) => world.cluster.drain(host)));
  runUntil(world, 1 + ready + 600);
  expect(world.workers.log.killed).toEqual({ stopTimeout: 0, asked: 0, scaleIn: 0, spot: 0 });
  expect(resultsOf(world)).toEqual([1 + ready + 600]);
  runUntil(world, 2000);
  expect(world.cluster.runTask()).toBeUndefined();
});

test("the worker asks an empty queue for one long poll, takes what comes in it, then exits with 0", () => {
  const inTime = runUntil(withOneWorker([video(100), video(100, 1 + ready + 100 + 19)]), 2000);
  expect(resultsOf(inTime)).toEqual([291, 291 + 19 + 100]);
  const tooLate = runUntil(withOneWorker([video(100), video(100, 1 + ready + 100 + 21)]), 2000);
  expect(resultsOf(tooLate)).toEqual([291, undefined]);
  expect(tooLate.cluster.stopped.map(({ exitCode, endedAt }) => [exitCode, endedAt])).toEqual([[0, 311]]);
});

test("on SIGTERM the worker finishes its video and takes no other", () => {
  const world = withOneWorker([video(600), video(600)]);
  world.clock.at(200, () => world.cluster.tasks.forEach((task) => world.cluster.stopTask(task)));
  runUntil(world, 2000);
  expect(resultsOf(world)).toEqual([791, undefined]);
  expect(world.cluster.stopped.map(({ exitCode }) => exitCode)).toEqual([0]);
});

test("a video longer than the stop timeout is killed and comes back after its visibility timeout", () => {
  const plant = { cluster: { ...plainPlant.cluster, stopTimeoutSeconds: 60 } };
  const world = withOneWorker([video(600)], plant);
  world.clock.at(200, () => world.cluster.tasks.forEach((task) => world.cluster.stopTask(task)));
  runUntil(world, 2000);
  expect(world.workers.log.killed.stopTimeout).toBe(1);
  expect(world.workers.log.busySeconds).toBe(260 - 191);
  expect([world.queue.visible, world.queue.inFlight]).toEqual([0, 1]);
  runUntil(world, 191 + 7200);
  expect([world.queue.visible, world.queue.inFlight]).toEqual([1, 0]);
});

test("a worker that crashes leaves its video to the visibility timeout", () => {
  const world = runUntil(withOneWorker([video(600, 0, "crashes")]), 2000);
  expect(world.cluster.stopped.map(({ exitCode, endedAt }) => [exitCode, endedAt])).toEqual([[1, 191 + 300]]);
  expect(world.queue.inFlight).toBe(1);
});

test("a video that takes longer than its visibility timeout is done again and again, until it is dead", () => {
  const plant = {
    cluster: { ...plainPlant.cluster, gpusPerInstance: 2 },
    queue: { visibilitySeconds: 500, maxReceiveCount: 3 },
  };
  const world = withOneWorker([video(600)], plant);
  world.clock.at(700, () => world.cluster.runTask());
  runUntil(world, 5000);
  expect(world.workers.log.duplicates).toBe(2);
  expect(world.queue.dead).toHaveLength(1);
});

test("a worker that cannot finish a video gives it back, and takes the next one", () => {
  const world = runUntil(withOneWorker([video(600, 0, "fails"), video(60)]), 20_000);
  expect(resultsOf(world)).toEqual([undefined, 1 + ready + 3 * 600 + 60]);
  expect(world.queue.dead.map(({ receives }) => receives)).toEqual([3]);
});

test("a video that crashed its first worker is done by the second", () => {
  const world = withOneWorker([{ ...video(600, 0, "crashes"), badTries: 1 }]);
  world.clock.at(8000, () => world.cluster.runTask());
  runUntil(world, 9000);
  expect(world.cluster.stopped.map(({ exitCode }) => exitCode)).toEqual([1, 0]);
  expect(resultsOf(world)).toEqual([8000 + 30 + 600]);
});

test("figures: every billed second is boot, work or idleness", () => {
  const world = withOneWorker([video(600)]);
  world.clock.at(1000, () => world.group.members.forEach((instance) => world.group.terminate(instance, true)));
  runUntil(world, 1100);
  expect(figures(world)).toMatchObject({
    firstResultSeconds: 791,
    lastResultSeconds: 791,
    instanceSeconds: 1000 - 10,
    busyGpuSeconds: 600,
    bootGpuSeconds: 90 + 90,
    idleGpuSeconds: 990 - 600 - 180,
    killed: 0,
    unfinished: 0,
  });
});
