import { createHash } from "node:crypto";
import { comparedDesigns, suited } from "./compare";
import type { StackSettings } from "./design";
import { type Figures, figures } from "./figures";
import { simulate } from "./simulate";
import { traces } from "./traces";

/**
 * Changes with whatever changes the simulation: a hash of one seed's figures of every design on every trace but the
 * longest. The report takes a minute, this takes a second, so a test can tell when the report is stale.
 */
export function fingerprint(stack: StackSettings): string {
  const hash = createHash("sha256");
  for (const trace of traces.filter((trace) => trace.videos(0).length < 1000)) {
    for (const design of comparedDesigns) {
      hash.update(rounded(figures(simulate(design, suited(stack, trace), trace, 0))));
    }
  }
  return hash.digest("hex").slice(0, 16);
}

/** A tenth of a second is enough: the last digits of a logarithm may differ from one machine to another. */
const rounded = (run: Figures): string => JSON.stringify(Object.values(run).map((value: number) => value.toFixed(1)));
