import { desiredAfterScaleOut, stepChange } from "../../forecast/step-scaling";

const steps = [
  { lower: 0, upper: 4, change: 1 },
  { lower: 4, upper: 9, change: 2 },
  { lower: 9, change: 5 },
];

test.each([
  [0, 1],
  [3.9, 1],
  [4, 2],
  [9, 5],
  [1000, 5],
])("a breach of %p orders %p: the lower bound belongs to its step, the upper one to the next", (breach, change) => {
  expect(stepChange(steps, breach, "above")).toBe(change);
});

test("below the threshold the upper bound belongs to its step", () => {
  expect(stepChange([{ upper: 0, change: -1 }], 0, "below")).toBe(-1);
  expect(stepChange([{ upper: 0, change: -1 }], 1, "below")).toBe(0);
});

test("the same alarm orders nothing twice while its instances warm up, and the rest when a larger step comes", () => {
  const first = desiredAfterScaleOut(4, 4, 1, 10);
  expect(first).toBe(5);
  expect(desiredAfterScaleOut(first, 4, 1, 10)).toBe(5);
  expect(desiredAfterScaleOut(first, 4, 2, 10)).toBe(6);
});

test("after the warm-up the same alarm orders again, up to the maximum", () => {
  expect(desiredAfterScaleOut(5, 5, 1, 10)).toBe(6);
  expect(desiredAfterScaleOut(10, 10, 5, 10)).toBe(10);
});
