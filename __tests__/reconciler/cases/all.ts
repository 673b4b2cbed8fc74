import type { Case } from "./case";
import { circuitCases, pauseCases } from "./circuit";
import { doubtCases, drainCases, endCases } from "./leave";
import { orderCases } from "./order";
import { startCases } from "./start";
import { stopCases } from "./stop";

/** Every rule of every duty. */
export const duties: readonly (readonly [string, readonly Case[]])[] = [
  ["order", orderCases],
  ["start", startCases],
  ["stop", stopCases],
  ["leave: drain", drainCases],
  ["leave: end", endCases],
  ["when in doubt", doubtCases],
  ["circuit", circuitCases],
  ["pause", pauseCases],
];
