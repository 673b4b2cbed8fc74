import { sideBySide } from "../../../cli/plan/side-by-side";

test("no more than so many at a time, and results in the order of the items", async () => {
  let running = 0;
  let most = 0;
  const results = await sideBySide([30, 10, 20, 5, 1], 2, async (milliseconds, index) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    running--;
    return index;
  });
  expect(results).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});
