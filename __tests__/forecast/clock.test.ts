import fc from "fast-check";
import { Clock } from "../../forecast/clock";

const never = () => false;

test("things happen in the order of their times, those of one time in the order they were asked for", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
      const clock = new Clock();
      const happened: (readonly [number, number])[] = [];
      times.forEach((time, index) => clock.at(time, () => happened.push([time, index])));
      clock.run(never, 20);
      const expected = times.map((time, index) => [time, index] as const);
      expect(happened).toEqual(expected.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
    }),
    { seed: 1 },
  );
});

test("what is asked for in the past happens now", () => {
  const clock = new Clock();
  const seen: number[] = [];
  clock.at(10, () => clock.at(3, () => seen.push(clock.now)));
  clock.run(never, 20);
  expect(seen).toEqual([10]);
});

test("something every minute happens every minute until the limit", () => {
  const clock = new Clock();
  const seen: number[] = [];
  clock.every(60, 7, () => seen.push(clock.now));
  clock.run(never, 200);
  expect(seen).toEqual([7, 67, 127, 187]);
  expect(clock.now).toBe(200);
});

test("a run ends with the event after which it is done", () => {
  const clock = new Clock();
  clock.every(60, 0, () => undefined);
  clock.run(() => clock.now >= 120, 1000);
  expect(clock.now).toBe(120);
});
