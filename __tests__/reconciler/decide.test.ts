import { decide } from "../../reconciler/decide";
import { duties } from "./cases/all";
import { doneAbout } from "./cases/case";
import { now, see, settings, type Sight } from "./sights";

describe.each(duties)("%s", (_duty, cases) => {
  test.each(cases)("$rule", (line) => {
    expect(doneAbout(line, decide)).toEqual(line.done);
  });
});

describe("each action says why, in a sentence that a person reads", () => {
  const reasons = (sight: Sight) => decide(see(sight), settings(), now).map(({ reason }) => reason);

  test.each<[string, Sight, string]>([
    ["one video", { waiting: 1 }, "1 video waiting and 0 in work, 1 an instance"],
    ["three videos", { waiting: 3 }, "3 videos waiting and 0 in work, 1 an instance"],
    ["one for a free GPU", { waiting: 1, machines: [{ id: "i-1", launched: 3 }] }, "1 video waiting for a worker"],
    ["an order in vain", { desired: 1 }, "nothing may start now, and 1 ordered instance did not come"],
    ["orders in vain", { desired: 2 }, "nothing may start now, and 2 ordered instances did not come"],
  ])("%s", (_what, sight, reason) => {
    expect(reasons(sight)).toContain(reason);
  });
});
