import { drawn } from "./answer-picture";
import { suited } from "./compare";
import type { StackSettings } from "./design";
import { earlierStack } from "./designs/earlier";
import { reconciled } from "./designs/reconciled";
import { picture } from "./picture";
import { pictured } from "./report-text";

/** The pictures of docs/forecast.md, by their file names: one run of this project and of the earlier stack, one above the other. */
export function reportPictures(stack: StackSettings): ReadonlyMap<string, string> {
  return new Map(
    pictured.map(({ trace, file }) => {
      const heading = `${trace.name}: FleetSize ${stack.fleetSize}, ${stack.instanceType}`;
      const question = { stack: suited(stack, trace), trace };
      const runs = [reconciled, earlierStack].map((design) => drawn(question, design, design.name, 1));
      return [file, picture(heading, runs)];
    }),
  );
}
