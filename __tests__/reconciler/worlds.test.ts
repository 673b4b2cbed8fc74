import * as fc from "fast-check";
import { decide } from "../../reconciler/decide";
import { settings } from "./sights";
import { play, tell } from "./world/play";
import { kindly, newWorld } from "./world/state";
import { type Story, story } from "./world/stories";
import { Past } from "./world/views";

/** `WORLDS=20000 npm run unit -- worlds` looks for hours where the suite looks for seconds. */
const numRuns = Number(process.env.WORLDS ?? 150);

const setting = fc
  .record({
    gpus: fc.constantFrom(1, 1, 2, 4),
    gpusPerTask: fc.constantFrom(1, 1, 2),
    fleetSize: fc.integer({ min: 1, max: 6 }),
    waitingVideosPerInstance: fc.constantFrom(1, 1, 3, 10),
    keepWarmSeconds: fc.constantFrom(0, 120, 600),
    timeoutSeconds: fc.constantFrom(900, 3600),
  })
  .filter(({ gpus, gpusPerTask }) => gpusPerTask <= gpus)
  .map(({ gpus, ...chosen }) => {
    const workersPerInstance = Math.floor(gpus / chosen.gpusPerTask);
    return { gpus, chosen: settings({ ...chosen, workersPerInstance }) };
  });

const hidden = fc.record({
  lag: fc.constantFrom(0, 60),
  trouble: fc.constantFrom(0, 0.02, 0.1),
  twice: fc.boolean(),
  switchingConfigures: fc.boolean(),
});

test("in every world: no worker's instance is ended, work is done, everything returns to zero", () => {
  fc.assert(
    fc.property(setting, hidden, fc.nat(), story, ({ gpus, chosen }, troubles, seed, events) => {
      play(newWorld(chosen, gpus, seed, kindly(troubles)), events, decide);
    }),
    { numRuns },
  );
});

const hours = 12;

test("what can never work costs one wave of boots, or five, and then one an hour", () => {
  const broken = fc.constantFrom<Story[number]["happening"]>(
    { kind: "deploy", image: "cannotBePulled" },
    { kind: "deploy", image: "crashes" },
    { kind: "neverRegisters", chance: 1 },
  );
  fc.assert(
    fc.property(setting, fc.boolean(), fc.nat(), broken, ({ gpus, chosen }, switchingConfigures, seed, what) => {
      const world = newWorld(chosen, gpus, seed, kindly({ switchingConfigures }));
      const submit = (minute: number): Story[number] => ({
        minute,
        happening: { kind: "submit", videos: 9, minutes: 5, poison: false },
      });
      const past = new Past();
      past.remember(world);
      tell(world, past, [{ minute: 0, happening: what }, submit(0), submit(100)], decide, hours * 60 - 100);
      expect(world.launches.length).toBeLessThanOrEqual(Math.max(5, chosen.fleetSize) + hours);
      expect(world.launches.length).toBeGreaterThanOrEqual(hours - 2);
      expect(world.alarm.actionsEnabled).toBe(false);
    }),
    { numRuns: Math.ceil(numRuns / 5) },
  );
});
