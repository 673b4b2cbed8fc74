import { logNormal, random, triangular } from "../../forecast/random";

const draws = Array.from({ length: 20_000 }, (_, index) => random(5)("boot", index));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test("one name, index and seed give one number, whatever was drawn before", () => {
  const again = random(5);
  again("pull", 3);
  expect(again("boot", 17)).toBe(draws[17]);
});

test("another seed, name or index gives another number", () => {
  expect(new Set([random(5)("boot", 1), random(6)("boot", 1), random(5)("pull", 1), random(5)("boot", 2)]).size).toBe(
    4,
  );
});

test("the numbers fill [0, 1) evenly", () => {
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...draws)).toBeLessThan(1);
  for (let tenth = 0; tenth < 10; tenth++) {
    const share = draws.filter((draw) => Math.floor(draw * 10) === tenth).length / draws.length;
    expect(share).toBeGreaterThan(0.09);
    expect(share).toBeLessThan(0.11);
  }
});

test("neighbouring indexes do not follow each other", () => {
  const products = draws.slice(1).map((draw, index) => (draw - 0.5) * ((draws[index] ?? 0) - 0.5));
  expect(Math.abs(mean(products))).toBeLessThan(0.003);
});

test("a triangular distribution has its ends, and its mean is that of its three corners", () => {
  expect([triangular(0, 2, 3, 10), triangular(1, 2, 3, 10), triangular(0.3, 4, 4, 4)]).toEqual([2, 10, 4]);
  expect(mean(draws.map((draw) => triangular(draw, 2, 3, 10)))).toBeCloseTo(5, 1);
});

test("half of the log-normal lengths are shorter than the median", () => {
  const lengths = Array.from({ length: 10_000 }, (_, index) =>
    logNormal(random(1)("length", 2 * index), random(1)("length", 2 * index + 1), 720, 0.8),
  );
  const shorter = lengths.filter((length) => length < 720).length / lengths.length;
  expect(shorter).toBeGreaterThan(0.48);
  expect(shorter).toBeLessThan(0.52);
});
