import * as fc from "fast-check";
import { decide } from "../../reconciler/decide";
import { endsWell, givesUp, survivesRaces } from "./world/properties";

/** `WORLDS=20000 npm run unit -- worlds` looks for minutes where the suite looks for seconds. */
const numRuns = Number(process.env.WORLDS ?? 100);

test("in every world: no worker's instance is ended, work is done, everything returns to zero", () => {
  fc.assert(endsWell(decide), { numRuns });
});

test("nor when work comes just as instances leave, and two runs see different things", () => {
  fc.assert(survivesRaces(decide), { numRuns: Math.ceil(numRuns / 5) });
});

test("what can never work costs one wave of boots, or five, and then one an hour", () => {
  fc.assert(givesUp(decide), { numRuns: Math.ceil(numRuns / 5) });
});
