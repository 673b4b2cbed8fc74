import { isMap, isScalar } from "yaml";
import type { At, Kind } from "./kind";
import { isNothing, shown } from "./shown";

export interface MapRules<T> {
  readonly name: Kind<string>;
  readonly value: Kind<T>;
  readonly max: number;
  /** True: `Team` and `team` are one name. */
  readonly folded?: boolean;
}

/** A map from names of the user's choice to values of one kind. */
export function map<T>({ name, value, max, folded }: MapRules<T>): Kind<Readonly<Record<string, T>>> {
  const one = (key: string) => (folded ? key.toLowerCase() : key);
  return {
    words: `map; names: ${name.words}; values: ${value.words}`,
    schema: {
      type: "object",
      propertyNames: name.schema,
      additionalProperties: value.schema,
      maxProperties: max,
    },
    read(at) {
      if (!isMap(at.node)) return at.error(`${shown(at)} is not a map of names to values`);
      const { items } = at.node;
      if (items.length > max) return at.error(`has ${items.length} names; ${max} are allowed`);
      const entries = new Map<string, [string, T]>();
      for (const pair of items) {
        const key = readName(name, at.name(pair.key));
        if (key === undefined) continue;
        const place = at.value(key, pair, "");
        const twin = entries.get(one(key));
        if (twin)
          at.name(pair.key).error(twin[0] === key ? `${key} appears twice` : `${key} and ${twin[0]} are one name`);
        const read = value.read(place);
        if (read !== undefined && !twin) entries.set(one(key), [key, read]);
      }
      return entries.size === items.length ? Object.fromEntries(entries.values()) : undefined;
    },
  };
}

/** A name's errors bear the map's label, under which the name's own "is empty" would read as if the map were. */
function readName(kind: Kind<string>, at: At): string | undefined {
  if (isNothing(at) || keyText(at.node) === "")
    return at.error("a name is empty; write one, or remove it with its value");
  return kind.read(at);
}

/** The name of a pair's key as text, where it is one. */
export function keyText(key: unknown): string | undefined {
  return isScalar(key) && typeof key.value === "string" ? key.value : undefined;
}
