import { isScalar } from "yaml";
import { didYouMean } from "../problems";
import type { Kind } from "./kind";
import { quoted, shown } from "./shown";

/** A name out of a table, read as what the table has for it. `otherwise` says what is wrong with another name. */
export function choice<T>(
  known: ReadonlyMap<string, T>,
  words: string,
  otherwise: (name: string) => string | undefined,
): Kind<T> {
  return {
    words,
    schema: { enum: [...known.keys()] },
    read(at) {
      const name = isScalar(at.node) ? at.node.value : undefined;
      if (typeof name !== "string") return at.error(`${shown(at)} is not text`);
      const value = known.get(name);
      if (value !== undefined) return value;
      return at.error(
        `${quoted(name)} ${otherwise(name) ?? `is not a known ${words}${didYouMean(name, known.keys())}`}`,
      );
    },
  };
}
