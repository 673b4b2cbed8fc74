import { decide } from "../../reconciler/decide";
import { type Case, doneAbout } from "./cases/case";
import { circuitCases, pauseCases } from "./cases/circuit";
import { doubtCases, drainCases, endCases } from "./cases/leave";
import { orderCases } from "./cases/order";
import { startCases } from "./cases/start";
import { stopCases } from "./cases/stop";

const duties: readonly (readonly [string, readonly Case[]])[] = [
  ["order", orderCases],
  ["start", startCases],
  ["stop", stopCases],
  ["leave: drain", drainCases],
  ["leave: end", endCases],
  ["when in doubt", doubtCases],
  ["circuit", circuitCases],
  ["pause", pauseCases],
];

describe.each(duties)("%s", (_duty, cases) => {
  test.each(cases)("$rule", (line) => {
    expect(doneAbout(line, decide)).toEqual(line.done);
  });
});
