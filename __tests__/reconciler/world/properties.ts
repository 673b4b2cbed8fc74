import * as fc from "fast-check";
import type { decide } from "../../../reconciler/decide";
import { settings } from "../sights";
import { play, tell } from "./play";
import { kindly, newWorld } from "./state";
import { type Story, story, trickle } from "./stories";
import { Past } from "./views";

type Decide = typeof decide;

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

const troubles = fc.record({
  lag: fc.constantFrom(0, 60),
  trouble: fc.constantFrom(0, 0.02, 0.1),
  twice: fc.boolean(),
  switchingConfigures: fc.boolean(),
  registersLate: fc.constantFrom(0, 0, 0.3),
});

/** No instance with a worker is ended, no more is raised than may run, work is done, everything returns to zero. */
export const endsWell = (decide: Decide) =>
  fc.property(setting, troubles, fc.nat(), story, ({ gpus, chosen }, hidden, seed, events) => {
    play(newWorld(chosen, gpus, seed, kindly(hidden)), events, decide);
  });

/** The same where it is most at risk: late answers, overlapping runs, and work that comes just when instances leave. */
export const survivesRaces = (decide: Decide) =>
  fc.property(fc.nat(), trickle, (seed, events) => {
    const hidden = { lag: 60, trouble: 0.1, twice: true, registersLate: 0.3 };
    const chosen = settings({ fleetSize: 2, keepWarmSeconds: 120, timeoutSeconds: 3600 });
    play(newWorld(chosen, 1, seed, kindly(hidden)), events, decide);
  });

const hours = 8;

const broken = fc.constantFrom<Story[number]["happening"]>(
  { kind: "deploy", image: "cannotBePulled" },
  { kind: "deploy", image: "crashes" },
  { kind: "deploy", image: "idles" },
  { kind: "neverRegisters", chance: 1 },
);

/** What can never work costs one wave of boots, or five, and then one an hour; none of these instances stays for an hour. */
export const givesUp = (decide: Decide) =>
  fc.property(setting, fc.boolean(), fc.nat(), broken, ({ gpus, chosen }, switchingConfigures, seed, what) => {
    const world = newWorld(chosen, gpus, seed, kindly({ switchingConfigures }));
    const submit = (minute: number): Story[number] => ({
      minute,
      happening: { kind: "submit", videos: 9, minutes: 5, poison: false },
    });
    const past = new Past();
    past.remember(world);
    tell(world, past, [{ minute: 0, happening: what }, submit(0), submit(100)], decide, hours * 60 - 100);
    const hoursPaid = world.machineSeconds / 3600;
    if (hoursPaid > chosen.fleetSize + hours / 2) throw new Error(`${hoursPaid} hours of instances in ${hours} hours`);
    const boots = world.launches.length;
    if (boots > Math.max(5, chosen.fleetSize) + hours) throw new Error(`${boots} boots in ${hours} hours`);
    if (boots < hours - 2) throw new Error(`only ${boots} trials in ${hours} hours`);
  });
