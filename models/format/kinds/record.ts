import { isMap } from "yaml";
import { didYouMean, nearest } from "../problems";
import type { At, JsonSchema, Kind } from "./kind";
import { keyText } from "./map";
import { quoted, shown } from "./shown";

/** A key of a record: what it is for, what it may hold, and what holds without it. */
export interface Key<T> {
  readonly kind: Kind<T>;
  /** What the value is, as an error's last words: `the most GPU instances that may run at once`. */
  readonly meaning: string;
  readonly required?: true;
  /** For the reference, where the default is no fixed value: `context \`region\``. */
  readonly defaultWords?: string;
  readonly default?: T;
  /** An older spelling of this key, still read, with a warning. */
  readonly olderName?: string;
}

export type Keys = Readonly<Record<string, Key<unknown>>>;

type ValueOf<K> = K extends Key<infer T> ? T : never;
/** The values of a record of these keys: required keys and those with a default always, others perhaps. */
export type Values<K extends Keys> = {
  readonly [N in keyof K]: K[N] extends { required: true } | { default: ValueOf<K[N]> }
    ? ValueOf<K[N]>
    : ValueOf<K[N]> | undefined;
};

/** What could be read: `complete` once no key had an error. `places` has what is written, by key. */
export interface Reading<K extends Keys> {
  readonly values: Partial<Values<K>>;
  readonly complete?: Values<K>;
  readonly places: ReadonlyMap<string, At>;
}

/** Reads a map whose keys are known; every unknown, doubled, missing key and every bad value is an error. */
export function readRecord<K extends Keys>(at: At, keys: K): Reading<K> {
  const places = new Map<string, At>();
  if (!isMap(at.node)) {
    at.error(`${shown(at.node)} is not a map of keys to values`);
    return { values: {}, places };
  }
  const canonical = new Map(Object.entries(keys).flatMap(([name, key]) => spellings(name, key).map((s) => [s, name])));
  const values: Record<string, unknown> = {};
  const meant = new Set<string>();
  let errors = 0;
  const wrong = (place: At, message: string) => {
    errors++;
    place.error(message);
  };
  for (const pair of at.node.items) {
    const written = keyText(pair.key);
    const name = written === undefined ? undefined : canonical.get(written);
    if (written === undefined) {
      wrong(at.name(pair.key), "a key is a word, followed by a colon and a space");
    } else if (name === undefined) {
      wrong(at.name(pair.key), unknown(written, [...canonical.keys()]));
      const close = nearest(written, canonical.keys());
      if (close) meant.add(canonical.get(close) ?? close);
    } else if (places.has(written)) {
      wrong(at.name(pair.key), `${written} appears twice; keep one`);
    } else if (places.has(name) || spellings(name, keys[name]).some((s) => places.has(s))) {
      wrong(at.name(pair.key), `${spellings(name, keys[name]).join(" and ")} are one key; keep ${name}`);
    } else {
      const place = at.value(written, pair, keys[name]?.meaning ?? "");
      places.set(written, place);
      const value = keys[name]?.kind.read(place);
      if (value === undefined) errors++;
      else values[name] = value;
    }
  }
  for (const [name, key] of Object.entries(keys)) {
    if (spellings(name, key).some((s) => places.has(s))) continue;
    if (key.default !== undefined) values[name] = key.default;
    else if (key.required && meant.has(name)) errors++;
    else if (key.required) wrong(at, `${name} is missing (${key.meaning})`);
  }
  const read = values as Values<K>;
  return errors === 0 ? { values: read, complete: read, places } : { values: read, places };
}

/** A map with known keys as the value of a key. */
export function record<K extends Keys>(keys: K): Kind<Values<K>> {
  return {
    words: `map: ${Object.entries(keys)
      .map(([name, { kind }]) => `\`${name}\` (${kind.words})`)
      .join(", ")}`,
    schema: recordSchema(keys),
    read: (at) => readRecord(at, keys).complete,
  };
}

export function recordSchema(keys: Keys): JsonSchema {
  const required = Object.keys(keys).filter((name) => keys[name]?.required && !keys[name].olderName);
  return {
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(keys).flatMap(([name, key]) =>
        spellings(name, key).map((spelling) => [
          spelling,
          { description: description(name, spelling, key), ...key.kind.schema },
        ]),
      ),
    ),
    ...(required.length > 0 && { required }),
  };
}

function description(name: string, spelling: string, { meaning, default: value }: Key<unknown>): string {
  if (spelling !== name) return `Older spelling of ${name}: use that.`;
  return `${meaning[0]?.toUpperCase()}${meaning.slice(1)}.${value === undefined ? "" : ` Default: ${JSON.stringify(value)}.`}`;
}

function spellings(name: string, key: Key<unknown> | undefined): string[] {
  return key?.olderName === undefined ? [name] : [name, key.olderName];
}

function unknown(written: string, known: readonly string[]): string {
  if (written === "<<") return "merge keys (<<) are not part of YAML 1.2; write the keys out";
  return `${quoted(written)} is not a known key${didYouMean(written, known)}`;
}
