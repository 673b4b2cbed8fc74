import { isDeepStrictEqual } from "node:util";
import { stringify } from "yaml";
import { isList, isObject, type Json } from "./plan";

// Values of attributes, as a reader should see them.

export const sensitive = "(sensitive)";
export const knownLater = "(known after apply)";
export const none = "(none)";

/** Text as it is, anything else as JSON. */
export function plainly(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

/** The value with `word` wherever `marks`, a tree of the value's own shape, says true. */
export function marked(value: Json | undefined, marks: Json | undefined, word: string): Json | undefined {
  if (marks === true) return word;
  if (isList(marks)) {
    const items = isList(value) ? value : [];
    return Array.from(
      { length: Math.max(items.length, marks.length) },
      (_, i) => marked(items[i], marks[i], word) ?? null,
    );
  }
  if (isObject(marks)) {
    const members = isObject(value) ? value : {};
    const keys = [...new Set([...Object.keys(members), ...Object.keys(marks)])];
    const all = keys.map((key) => [key, marked(members[key], marks[key], word)] as const);
    return Object.fromEntries(all.flatMap(([key, inner]) => (inner === undefined ? [] : [[key, inner]])));
  }
  return value;
}

/** Null, "", [] and {}: for the AWS provider they all mean that nothing is set, and it turns one into the other. */
export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  return isList(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

export function same(a: Json | undefined, b: Json | undefined): boolean {
  return isDeepStrictEqual(tidy(a), tidy(b));
}

/**
 * The value as lines of YAML, which needs no commas and braces: a diff then holds nothing but what changed. JSON within
 * text (policies, container definitions) and base64 (user data) is opened.
 */
export function asLines(attribute: string, value: Json | undefined): string[] {
  const opened = open(attribute, value);
  if (isEmpty(opened)) return [];
  if (typeof opened === "string") return opened.replace(/\n$/, "").split("\n");
  return stringify(opened, { lineWidth: 0, sortMapEntries: true }).trimEnd().split("\n");
}

/** The value as one short line, or undefined when it needs more. */
export function asWord(attribute: string, value: Json | undefined): string | undefined {
  const opened = open(attribute, value);
  if (isEmpty(opened)) return none;
  if (isObject(opened) || (isList(opened) && opened.some((item) => isList(item) || isObject(item)))) return undefined;
  const word = isList(opened) ? opened.map(String).join(", ") : String(opened);
  return word.length > 120 || /[\n\r]/.test(word) ? undefined : word;
}

function open(attribute: string, value: Json | undefined): Json | undefined {
  if (typeof value !== "string") return tidy(value);
  const text = /^user_data(_base64)?$/.test(attribute) ? fromBase64(value) : value;
  const document = parsed(text);
  return document === undefined ? text : tidy(document);
}

/** The object or list that a text of JSON holds; undefined for any other text. */
export function parsed(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function fromBase64(text: string): string {
  const decoded = Buffer.from(text, "base64");
  return decoded.toString("base64") === text && !decoded.includes(0) ? decoded.toString("utf8") : text;
}

/** Without members that are empty. */
function tidy(value: Json | undefined): Json | undefined {
  if (isList(value)) return value.map((item) => tidy(item) ?? null);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, inner]) => [key, tidy(inner)] as const);
  return Object.fromEntries(
    members.flatMap(([key, inner]) => (inner === undefined || isEmpty(inner) ? [] : [[key, inner]])),
  );
}
