import { decide } from "../../reconciler/decide";
import { duties } from "./cases/all";
import { doneAbout } from "./cases/case";

describe.each(duties)("%s", (_duty, cases) => {
  test.each(cases)("$rule", (line) => {
    expect(doneAbout(line, decide)).toEqual(line.done);
  });
});
