import * as fc from "fast-check";
import type { decide } from "../../reconciler/decide";
import { duties } from "./cases/all";
import { doneAbout } from "./cases/case";
import { costly, deadly, wrong } from "./mutations/list";
import { decideWith, type Mutation } from "./mutations/mutate";
import { endsWell, givesUp, survivesRaces } from "./world/properties";

// The other tests of `decide` can fail: each of these careless changes makes them do so.
const named = (mutation: Mutation) => [`${mutation.file}: ${mutation.from} → ${mutation.to}`, mutation] as const;

test("the source as it is passes", () => {
  const unchanged = decideWith({ file: "decide", from: "sight === undefined", to: "undefined === sight" });
  expect(tablesNotice(unchanged) || racesNotice(unchanged) || worldsNotice(unchanged)).toBe(false);
});

test.each(deadly.map(named))("the races notice %s", (_name, mutation) => {
  expect(racesNotice(decideWith(mutation))).toBe(true);
});

test.each(costly.map(named))("the worlds notice %s", (_name, mutation) => {
  expect(worldsNotice(decideWith(mutation))).toBe(true);
});

test.each(wrong.map(named))("the tables notice %s", (_name, mutation) => {
  expect(tablesNotice(decideWith(mutation))).toBe(true);
});

const tablesNotice = (changed: typeof decide): boolean =>
  duties.some(([, cases]) =>
    cases.some((line) => JSON.stringify(doneAbout(line, changed)) !== JSON.stringify(line.done)),
  );

const racesNotice = (changed: typeof decide): boolean =>
  fc.check(survivesRaces(changed), { seed: 1, numRuns: 60, endOnFailure: true }).failed;

const worldsNotice = (changed: typeof decide): boolean =>
  fc.check(givesUp(changed), { seed: 1, numRuns: 20, endOnFailure: true }).failed ||
  fc.check(endsWell(changed), { seed: 1, numRuns: 60, endOnFailure: true }).failed;
