import { isMap } from "yaml";
import { MODEL_KEYS, QUEUE_KEYS, QUEUE_ONLY } from "./keys";
import type { At } from "./kinds/kind";
import type { Keys } from "./kinds/key";
import { keyText } from "./kinds/map";
import { quoted } from "./kinds/shown";
import { nearest } from "./problems";
import { SERVE_KEYS } from "./serve";

/** A file with `Serve`, or with what was most likely meant as that. */
export function isServed(root: At): boolean {
  const names = written(root).map(({ name }) => name);
  if (names.includes("Serve")) return true;
  const alike = written(root).filter(({ name }) => resemblesServe(name));
  return alike.some(({ value }) => holdsKeysOfServe(value)) || (alike.length > 0 && !isOfQueue(names));
}

/** In a model of a queue: what there is to say of keys that resemble `Serve`, which would be the next mistake there. */
export function strayKeys(root: At): ReadonlyMap<string, string> {
  const names = written(root).map(({ name }) => name);
  return new Map(
    names.filter(resemblesServe).map((name) => [name, `${quoted(name)} is not a known key; remove it`] as const),
  );
}

function resemblesServe(name: string): boolean {
  return !Object.hasOwn(MODEL_KEYS, name) && nearest(name, Object.keys(MODEL_KEYS)) === "Serve";
}

function holdsKeysOfServe(value: At): boolean {
  return written(value).some(({ name }) => Object.hasOwn(SERVE_KEYS, name));
}

/** A stray `Service` or `Series` makes no served model of a file that otherwise is one of a queue. */
function isOfQueue(names: readonly string[]): boolean {
  const keys: Keys = QUEUE_KEYS;
  const needed = Object.keys(keys).filter((name) => keys[name]?.required);
  return QUEUE_ONLY.some((name) => names.includes(name)) || needed.every((name) => names.includes(name));
}

function written(at: At): { readonly name: string; readonly value: At }[] {
  if (!isMap(at.node)) return [];
  return at.node.items.flatMap((pair) => {
    const name = keyText(pair.key);
    return name === undefined ? [] : [{ name, value: at.value(name, pair, "") }];
  });
}
