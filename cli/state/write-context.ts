import { isMap, isScalar, parseDocument, type Pair, type YAMLMap } from "yaml";
import { readFileSync } from "node:fs";
import { replaceFile } from "../replace-file";
import { UserError } from "../user-error";

/** Sets one text of the context in cdktf.json, and leaves every other byte of the file as it is. */
export function writeContext(file: string, key: string, value: string): void {
  replaceFile(file, withContext(readFileSync(file, "utf8"), key, value));
}

/** @param json text of a cdktf.json with a context that has at least one key */
export function withContext(json: string, key: string, value: string): string {
  // JSON is YAML, and yaml knows the place of every value.
  const root = parseDocument(json).contents;
  const context = isMap(root) ? root.get("context", true) : undefined;
  if (!isMap(context)) throw new UserError(`cdktf.json has no context; add one: "context": { "region": "us-west-2" }`);
  const { items } = context as YAMLMap;
  const present = items.find((pair) => nameOf(pair) === key);
  if (present) {
    const [start, end] = rangeOf(present.value);
    return json.slice(0, start) + JSON.stringify(value) + json.slice(end);
  }
  const last = items.at(-1);
  if (!last) throw new UserError(`the context in cdktf.json is empty; add the region: "region": "us-west-2"`);
  const [, end] = rangeOf(last.value);
  return `${json.slice(0, end)},${spaceBefore(json, rangeOf(last.key)[0])}${JSON.stringify(key)}: ${JSON.stringify(value)}${json.slice(end)}`;
}

/** What separates the last key from what stands before it, so that the new key stands like it. */
function spaceBefore(json: string, start: number): string {
  const space = /\s*$/.exec(json.slice(0, start))?.[0] ?? "";
  return space === "" ? " " : space;
}

function nameOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : "";
}

function rangeOf(node: unknown): [start: number, end: number] {
  const { range } = node as { range?: [number, number, number] };
  if (!range) throw new Error("yaml gave a node of a parsed document no range");
  return [range[0], range[1]];
}
