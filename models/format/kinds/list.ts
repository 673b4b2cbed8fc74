import { isScalar, isSeq } from "yaml";
import type { At, Kind } from "./kind";
import { quoted, shown } from "./shown";

export interface ListRules {
  readonly min?: number;
  readonly max?: number;
  readonly unique?: boolean;
}

/** A list; with `unique`, no value twice. */
export function list<T>(element: Kind<T>, { min = 0, max, unique }: ListRules = {}): Kind<readonly T[]> {
  return {
    words: `list of: ${element.words}`,
    schema: {
      type: "array",
      items: element.schema,
      ...(min > 0 && { minItems: min }),
      ...(max !== undefined && { maxItems: max }),
      ...(unique && { uniqueItems: true }),
    },
    read(at) {
      if (!isSeq(at.node)) return at.error(`${shown(at)} is not a list${asList(at)}`);
      const { items } = at.node;
      if (items.length < min) return at.error("the list is empty");
      if (max !== undefined && items.length > max) return at.error(`has ${items.length} elements; ${max} are allowed`);
      const values: T[] = [];
      const seen = new Set<T>();
      items.forEach((item) => {
        const place = at.element(item);
        const value = element.read(place);
        if (value === undefined) return;
        if (unique && seen.has(value)) place.error(`${shown(place)} appears twice`);
        seen.add(value);
        values.push(value);
      });
      return values.length === items.length && (!unique || seen.size === items.length) ? values : undefined;
    },
  };
}

/** How a single value, or several in one text, would be written as a list. */
function asList({ node }: At): string {
  if (!isScalar(node) || node.value === null) return "";
  const written = typeof node.value === "string" ? node.value : (node.source ?? "");
  const elements = written.trim().split(/[\s,]+/);
  const shortened = elements.slice(0, 4).map((element) => quoted(element));
  return `; write [${shortened.join(", ")}${elements.length > 4 ? ", …" : ""}]`;
}
