import { reconciled } from "../../forecast/designs/reconciled";
import { figures } from "../../forecast/figures";
import { picture } from "../../forecast/picture";
import { simulate } from "../../forecast/simulate";
import { timelineOf } from "../../forecast/timeline";
import { atOnce } from "../../forecast/traces";
import { plainPhysics, plainStack, plainWorld, runUntil } from "./rig";

test("a timeline: an instance starts, works, is idle, is gone", () => {
  const world = plainWorld([{ arrivesAt: 0, workSeconds: 600 }]);
  world.group.setDesired(1);
  world.clock.at(110, () => world.cluster.runTask());
  world.clock.at(1000, () => world.group.members.forEach((instance) => world.group.terminate(instance, true)));
  runUntil(world, 1100);
  expect(timelineOf(world)).toEqual([
    { at: 0, waiting: 1, working: 0, starting: 0, idle: 0 },
    { at: 10, waiting: 1, working: 0, starting: 1, idle: 0 },
    { at: 100, waiting: 1, working: 0, starting: 0, idle: 1 },
    { at: 110, waiting: 1, working: 0, starting: 1, idle: 0 },
    { at: 200, waiting: 0, working: 1, starting: 0, idle: 0 },
    { at: 800, waiting: 0, working: 0, starting: 0, idle: 1 },
    { at: 1000, waiting: 0, working: 0, starting: 0, idle: 0 },
  ]);
});

test("in any run, the areas under the curves are the figures", () => {
  const world = simulate(reconciled, plainStack, atOnce(30, 600), 3, plainPhysics);
  const { busyGpuSeconds, bootGpuSeconds, idleGpuSeconds } = figures(world);
  const moments = timelineOf(world);
  const area = (of: (moment: (typeof moments)[number]) => number) =>
    moments.reduce((sum, moment, index) => sum + of(moment) * ((moments[index + 1]?.at ?? moment.at) - moment.at), 0);
  expect(area(({ working }) => working)).toBeCloseTo(busyGpuSeconds, 3);
  expect(area(({ starting }) => starting)).toBeCloseTo(bootGpuSeconds, 3);
  expect(area(({ idle }) => idle)).toBeCloseTo(idleGpuSeconds, 3);
});

test("the picture names what it draws and stays inside its frame", () => {
  const world = simulate(reconciled, plainStack, atOnce(30, 600), 3);
  const { firstResultSeconds, lastResultSeconds } = figures(world);
  const run = { title: "a & b", moments: timelineOf(world), firstResultSeconds, lastResultSeconds, sum: "1 GPU-hour" };
  const svg = picture("30 videos <at once>", [run, run]);
  for (const words of [
    "30 videos &lt;at once&gt;",
    "a &amp; b",
    "videos waiting",
    "at work",
    "starting",
    "idle",
    "first result after",
    "all done after",
  ])
    expect(svg).toContain(words);
  const [, height] = /viewBox="0 0 960 (\d+)"/.exec(svg) ?? [];
  const numbers = [...svg.matchAll(/([\d.-]+),([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  expect(numbers.length).toBeGreaterThan(100);
  for (const [x, y] of numbers) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(960);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(Number(height));
  }
});

test("thousands of moments do not make a heavy file", () => {
  const world = simulate(reconciled, plainStack, atOnce(500, 600), 3);
  const { firstResultSeconds, lastResultSeconds } = figures(world);
  const svg = picture("500", [
    { title: "", moments: timelineOf(world), firstResultSeconds, lastResultSeconds, sum: "" },
  ]);
  expect(svg.length).toBeLessThan(40_000);
});
