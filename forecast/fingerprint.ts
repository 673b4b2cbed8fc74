import { createHash } from "node:crypto";
import { comparedDesigns, suited } from "./compare";
import type { StackSettings } from "./design";
import { type Figures, figures } from "./figures";
import { type Lever, levers } from "./levers";
import { simulate } from "./simulate";
import { traces } from "./traces";

/**
 * Changes with what changes the simulation: a hash of one seed's figures of every design and every lever on every trace but
 * the longest. The report takes half a minute, this takes a second, so that the quick tests can tell when the report is
 * stale; what no first seed shows, the test that makes the whole report anew does.
 */
export function fingerprint(stack: StackSettings): string {
  const hash = createHash("sha256");
  const variants: readonly Pick<Lever, "design" | "stack">[] = [
    ...comparedDesigns.map((design) => ({ design, stack: (same: StackSettings) => same })),
    ...levers,
  ];
  for (const trace of traces.filter((trace) => trace.videos(0).length < 1000)) {
    for (const { design, stack: changed } of variants) {
      hash.update(rounded(figures(simulate(design, changed(suited(stack, trace)), trace, 0))));
    }
  }
  return hash.digest("hex").slice(0, 16);
}

/** A tenth of a second is enough: the last digits of a logarithm may differ from one machine to another. */
const rounded = (run: Figures): string => JSON.stringify(Object.values(run).map((value: number) => value.toFixed(1)));
