import { bands } from "../../../constructs/scaling/bands";

/** What Auto Scaling orders for so many waiting videos; the alarm's threshold is 1. */
function ordered(fleetSize: number, videosPerInstance: number, waiting: number): number {
  const breach = waiting - 1;
  const fitting = bands(fleetSize, videosPerInstance).filter(
    ({ lower, upper = Infinity }) => lower <= breach && breach < upper,
  );
  expect(fitting).toHaveLength(1);
  return fitting[0]?.instances ?? NaN;
}

test("one instance for each waiting video, up to FleetSize", () => {
  expect(bands(3, 1)).toEqual([
    { lower: 0, upper: 1, instances: 1 },
    { lower: 1, upper: 2, instances: 2 },
    { lower: 2, instances: 3 },
  ]);
});

test("one instance for every four waiting videos", () => {
  expect([1, 4, 5, 8, 9, 1000].map((waiting) => ordered(3, 4, waiting))).toEqual([1, 1, 2, 2, 3, 3]);
});

test("every fleet from 1 to 1000: at most 20 bands without a gap, from one instance to all, never more than justified", () => {
  const wrong: string[] = [];
  for (let fleetSize = 1; fleetSize <= 1000; fleetSize++) {
    for (const perInstance of [1, 4, 8]) {
      const all = bands(fleetSize, perInstance);
      const [first, last] = [all[0], all.at(-1)];
      const sound =
        all.length <= 20 &&
        first?.lower === 0 &&
        first.instances === 1 &&
        last?.instances === fleetSize &&
        last.upper === undefined &&
        all.every(({ lower, instances }) => instances <= Math.ceil((lower + 1) / perInstance)) &&
        all.slice(1).every(({ lower, instances }, step) => {
          const before = all[step];
          return lower === before?.upper && instances > before.instances;
        });
      if (!sound) wrong.push(`FleetSize ${fleetSize}, ${perInstance} videos an instance: ${JSON.stringify(all)}`);
    }
  }
  expect(wrong).toEqual([]);
});
