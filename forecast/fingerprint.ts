import { createHash } from "node:crypto";
import { comparedDesigns, suited } from "./compare";
import type { StackSettings } from "./design";
import { type Figures, figures } from "./figures";
import { simulate } from "./simulate";
import { traces } from "./traces";

/**
 * Changes with whatever changes the simulation: a hash of the first two seeds' figures of every design on every trace. The
 * report takes minutes, this takes seconds, so a test can tell when the report is stale.
 */
export function fingerprint(stack: StackSettings): string {
  const hash = createHash("sha256");
  for (const trace of traces) {
    for (const design of comparedDesigns) {
      for (const seed of [0, 1]) hash.update(rounded(figures(simulate(design, suited(stack, trace), trace, seed))));
    }
  }
  return hash.digest("hex").slice(0, 16);
}

/** A tenth of a second is enough: the last digits of a logarithm may differ from one machine to another. */
const rounded = (run: Figures): string => JSON.stringify(Object.values(run).map((value: number) => value.toFixed(1)));
