import fc from "fast-check";
import type { Design } from "../../forecast/design";
import { buildkite } from "../../forecast/designs/buildkite";
import { cdkDefaults } from "../../forecast/designs/cdk";
import { earlierStack } from "../../forecast/designs/earlier";
import { managedScalingDesign } from "../../forecast/designs/managed";
import { oracle } from "../../forecast/designs/oracle";
import { reconciled } from "../../forecast/designs/reconciled";
import { figures } from "../../forecast/figures";
import { simulate } from "../../forecast/simulate";
import type { Video } from "../../forecast/videos";
import { World } from "../../forecast/world";
import { middle, plainPhysics, plainStack } from "./rig";
import { runs } from "../runs";

const designs = [earlierStack, managedScalingDesign, cdkDefaults, buildkite, reconciled, oracle];

/** One run with plain times and the middle of every draw. */
const run = (design: Design, videos: readonly Video[], until = 50_000, stack = plainStack): World => {
  const physics = design.physics?.(plainPhysics) ?? plainPhysics;
  const world = new World(design.plant(stack, {}), physics, middle, videos);
  design.operate(world, stack);
  world.clock.run(() => world.isAtRest, until);
  return world;
};
const tenMinutes = (count: number): Video[] =>
  Array.from({ length: count }, () => ({ arrivesAt: 0, workSeconds: 600 }));
const firstResult = (design: Design) => figures(run(design, tenMinutes(1))).firstResultSeconds;

test("oracle: nothing but boot 100, image 60, model 30 and the video's 600", () => {
  expect(firstResult(oracle)).toBe(790);
});

test("ours: the look of second 30 orders at 31; registered at 131, its event starts the worker at 133", () => {
  expect(firstResult(reconciled)).toBe(133 + 60 + 30 + 600);
});

test("Buildkite: the poll of second 5 orders; the agent starts with its instance", () => {
  expect(firstResult(buildkite)).toBe(5 + 100 + 60 + 30 + 600);
});

test("earlier stack: its queue slept, so the first datapoint comes at 630, is a whole average by itself, and acts at 690", () => {
  expect(firstResult(earlierStack)).toBe(690 + 100 + 10 + 60 + 30 + 600);
});

test("earlier stack: three hours after the last waiting video, one instance ends, with the video it works on", () => {
  const world = run(earlierStack, [{ arrivesAt: 0, workSeconds: 4 * 3600 }], 20_000, {
    ...plainStack,
    visibilitySeconds: 6 * 3600,
  });
  expect(world.workers.log.killed.scaleIn).toBe(1);
  const received = 690 + 100 + 10 + 60 + 30;
  const threeHoursOfZeros = Math.ceil((received - 30) / 60) * 60 + 3 * 3600;
  expect(world.group.launched[0]?.stoppedAt).toBe(threeHoursOfZeros + 30);
});

test("CDK: there is always a worker; this one has just begun to load its model anew, 20 s before the videos come", () => {
  expect(figures(run(cdkDefaults, tenMinutes(2))).lastResultSeconds).toBe(20 + 600 + 600);
});

test("ten videos at once are worked on side by side by ours, and one instance serves each", () => {
  const world = run(reconciled, tenMinutes(10));
  expect(figures(world)).toMatchObject({ instances: 10, firstResultSeconds: 823, lastResultSeconds: 823, killed: 0 });
});

describe("whatever comes, with the times that AWS may take", () => {
  const anyVideos = fc.array(
    fc.record({ arrivesAt: fc.integer({ min: 0, max: 7200 }), workSeconds: fc.integer({ min: 5, max: 5000 }) }),
    { minLength: 1, maxLength: 30 },
  );
  const anyStack = fc.record({ fleetSize: fc.integer({ min: 1, max: 5 }), gpusPerInstance: fc.constantFrom(1, 4) });
  const anyRun = fc.record({ videos: anyVideos, stack: anyStack, seed: fc.nat(), spot: fc.boolean() });

  test.each(designs.map((design) => [design.name, design] as const))("%s loses no video and no second", (_, design) => {
    fc.assert(
      fc.property(anyRun, ({ videos, stack, seed, spot }) => {
        const settings = { ...plainStack, ...stack, spot };
        const trace = { name: "any", videos: () => videos };
        const world = simulate(design, settings, trace, seed);
        const result = figures(world);
        // No video is lost, and none is done twice, for none takes longer than its visibility timeout.
        expect(result.unfinished).toBe(0);
        expect(result.duplicates).toBe(0);
        expect(result.interrupted > 0 || result.killed > 0 || result.deadLetters === 0).toBe(true);
        // Never more instances than FleetSize at one time.
        expect(mostAtOnce(world)).toBeLessThanOrEqual(settings.fleetSize);
        // Every billed second is work, boot or idleness.
        expect(result.idleGpuSeconds).toBeGreaterThanOrEqual(-1e-6);
        expect(result.busyGpuSeconds + result.bootGpuSeconds + result.idleGpuSeconds).toBeCloseTo(
          result.instanceSeconds * settings.gpusPerInstance,
        );
        if (design === reconciled) expect(result.killed).toBe(0);
      }),
      runs(8),
    );
  });

  function mostAtOnce(world: World): number {
    const changes = world.group.launched.flatMap(({ runningAt, stoppedAt }) =>
      runningAt === undefined
        ? []
        : [[runningAt, 1] as const, [(stoppedAt ?? Infinity) - world.physics.instanceStop, -1] as const],
    );
    let count = 0;
    return changes
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .reduce((most, [, change]) => Math.max(most, (count += change)), 0);
  }
});

test("one seed gives one result, and another seed another", () => {
  const trace = { name: "ten", videos: () => tenMinutes(10) };
  const once = (seed: number) => figures(simulate(reconciled, plainStack, trace, seed));
  expect(once(3)).toEqual(once(3));
  expect(once(3)).not.toEqual(once(4));
});
