import { watch } from "../../cli/watch";

/** Plays rounds, each of which works or fails; returns what happened in order. */
async function played(...rounds: readonly ("works" | "fails")[]): Promise<string[]> {
  const happened: string[] = [];
  const left = [...rounds];
  await watch(
    () => {
      const next = left.shift();
      happened.push(`round ${next}`);
      return next === "works" ? Promise.resolve() : Promise.reject(new Error("lost"));
    },
    () => Promise.resolve(left.length > 0),
    (error) => happened.push(`told ${(error as Error).message}`),
  );
  return happened;
}

test("rounds follow each other until the wait ends it", async () => {
  expect(await played("works", "works", "works")).toEqual(["round works", "round works", "round works"]);
});

test("a later round that fails is told, and the next one comes", async () => {
  expect(await played("works", "fails", "works")).toEqual(["round works", "round fails", "told lost", "round works"]);
});

test("the first round must work", async () => {
  await expect(played("fails", "works")).rejects.toThrow("lost");
});
