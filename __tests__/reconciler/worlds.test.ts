import * as fc from "fast-check";
import { decide } from "../../reconciler/decide";
import { endsWell, givesUp, survivesRaces } from "./world/properties";
import { runs } from "../runs";

test("in every world: no worker's instance is ended, work is done, everything returns to zero", () => {
  fc.assert(endsWell(decide), runs(60));
});

test("nor when work comes just as instances leave, and two runs see different things", () => {
  fc.assert(survivesRaces(decide), runs(12));
});

test("what can never work costs one wave of boots, or five, and then one an hour", () => {
  fc.assert(givesUp(decide), runs(12));
});
