import { evaluate } from "../../e2e/day/aws/metric-math";

test.each([
  ["waiting >= 1", { waiting: 3 }, 1],
  ["1 + 2 * 3 - 4 / 2", {}, 5],
  ["(1 + 2) * 3", {}, 9],
  ["IF(waiting >= 1 AND in_flight < 1, 1, 0)", { waiting: 2, in_flight: 0 }, 1],
  ["IF(waiting >= 1 AND in_flight < 1, 1, 0)", { waiting: 2, in_flight: 1 }, 0],
  ["IF(waiting >= 1 AND FILL(in_flight, 0) < 1, 1, 0)", { waiting: 2, in_flight: undefined }, 1],
  ["IF(FILL(invocations, 0) < 1 OR FILL(errors, 0) >= 1, 1, 0)", { invocations: undefined, errors: undefined }, 1],
  ["IF(FILL(invocations, 0) < 1 OR FILL(errors, 0) >= 1, 1, 0)", { invocations: 5, errors: undefined }, 0],
])("%s", (expression, values, result) => {
  expect(evaluate(expression, values)).toBe(result);
});

test("without a datapoint of one of its metrics there is none", () => {
  expect(evaluate("IF(waiting >= 1 AND in_flight < 1, 1, 0)", { waiting: 2, in_flight: undefined })).toBeUndefined();
});

test.each([["METRICS()"], ["a +"], ["a ~ 1"], ["b"], ["a a"]])("%s is an error", (expression) => {
  expect(() => evaluate(expression, { a: 1 })).toThrow();
});
