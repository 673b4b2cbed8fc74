import { isMap } from "yaml";
import { didYouMean, nearest } from "../problems";
import type { At, Kind } from "./kind";
import { spellings, type Key, type Keys } from "./key";
import { keyText } from "./map";
import { isNothing, quoted, shown } from "./shown";
import { recordSchema } from "./record-schema";

type ValueOf<K> = K extends Key<infer T> ? T : never;

/** The values of a record of these keys: required keys and those with a default always, others perhaps. */
export type Values<K extends Keys> = {
  readonly [N in keyof K]: K[N] extends { required: true } | { default: ValueOf<K[N]> }
    ? ValueOf<K[N]>
    : ValueOf<K[N]> | undefined;
};

/** What could be read. */
export interface Reading<K extends Keys> {
  /** Of the keys without an error, defaults too. */
  readonly values: Partial<Values<K>>;
  /** The same, where no key had an error. */
  readonly complete?: Values<K>;
  /** Where each key's value is written; its label is the spelling found there. */
  readonly places: ReadonlyMap<string, At>;
}

/**
 * Reads a map whose keys are known; every unknown, doubled or missing key and every bad value is an error.
 *
 * @param elsewhere names that mean something, but not here, each with what there is to say
 */
export function readRecord<K extends Keys>(
  at: At,
  keys: K,
  elsewhere: ReadonlyMap<string, string> = new Map(),
): Reading<K> {
  const places = new Map<string, At>();
  const values: Record<string, unknown> = {};
  if (!isMap(at.node)) {
    at.error(`${shown(at)} is not a map of keys to values`);
    return { values: {}, places };
  }
  const names = Object.keys(keys);
  const bySpelling = new Map(names.flatMap((name) => spellings(name, keys[name]).map((spelling) => [spelling, name])));
  const mistaken = new Set<string | undefined>();
  let sound = true;
  for (const pair of at.node.items) {
    const written = keyText(pair.key);
    const name = bySpelling.get(written ?? "");
    const key = name === undefined ? undefined : keys[name];
    if (written === undefined || name === undefined || !key) {
      at.name(pair.key).error(elsewhere.get(written ?? "") ?? unknown(written, names));
      mistaken.add(nearest(written ?? "", names));
      sound = false;
      continue;
    }
    const earlier = places.get(name);
    const place = at.value(written, pair, key.meaning);
    if (earlier) {
      at.name(pair.key).error(twice(earlier, place, written, name));
      sound = false;
      continue;
    }
    places.set(name, place);
    values[name] = isNothing(place) ? place.error(noValue(key)) : key.kind.read(place);
    sound &&= values[name] !== undefined;
  }
  for (const name of names.filter((name) => !places.has(name))) {
    const key = keys[name];
    if (key?.default !== undefined) values[name] = key.default;
    if (!key?.required) continue;
    sound = false;
    if (!mistaken.has(name)) at.name(at.node).error(`${name} is missing (${key.meaning})`);
  }
  const read = values as Values<K>;
  return { values: read, places, ...(sound && { complete: read }) };
}

/** A map with known keys, as the value of a key. */
export function record<K extends Keys>(keys: K): Kind<Values<K>> {
  const parts = Object.entries(keys).map(([name, { kind }]) => `\`${name}\`: ${kind.words}`);
  return {
    words: `map of ${parts.join("; ")}`,
    schema: recordSchema(keys),
    read: (at) => readRecord(at, keys).complete,
  };
}

/** Without a required key there would be but the next error. */
function noValue({ required }: Key<unknown>): string {
  return required ? "has no value; write one" : "has no value; write one, or remove the key";
}

function unknown(written: string | undefined, names: readonly string[]): string {
  if (written === undefined) return "a key is one word, followed by a colon and a space";
  if (written === "<<") return "<< does not merge in YAML 1.2; write the keys out";
  return `${quoted(written)} is not a known key${didYouMean(written, names)}`;
}

function twice(earlier: At, place: At, written: string, name: string): string {
  return earlier.label === place.label
    ? `${written} appears twice; remove one`
    : `${earlier.label} and ${place.label} are two spellings of one key; keep ${name}`;
}
