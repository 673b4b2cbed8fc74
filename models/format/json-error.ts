import type { Document, YAMLParseError } from "yaml";
import type { Mistake } from "./problems";
import { firstError, inPlainWords } from "./syntax-error";

const NOT_JSON = "is not JSON: text in double quotes, no comments, no comma at the end";

/** The first mistake of a text that should be JSON: of YAML's syntax, which has more words for it, or only of JSON's. */
export function jsonError(doc: Document.Parsed, text: string): Mistake | undefined {
  const error = firstError(doc);
  if (error) {
    const [offset] = error.pos;
    const ended = isJson(text.slice(0, offset));
    return {
      offset,
      message: ended ? "the JSON ends before this; remove what follows" : inWordsOfJson(error, text.slice(offset)),
    };
  }
  // That a file is empty is said of JSON and YAML alike.
  return doc.contents === null || isJson(text) ? undefined : { offset: endOfJson(text), message: NOT_JSON };
}

/** YAML has texts without quotes, and takes a comment of JavaScript for one: its advice is to put them in quotes. */
function inWordsOfJson(error: YAMLParseError, rest: string): string {
  if (rest.startsWith("/")) return NOT_JSON;
  if (!/ at node end$/.test(error.message)) return inPlainWords(error) ?? NOT_JSON;
  return /^["[{]/.test(rest) ? "a comma is missing before this" : NOT_JSON;
}

/** The length of the longest beginning that could go on to become JSON. V8 names the place of some mistakes only. */
export function endOfJson(text: string): number {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (mayBecomeJson(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function mayBecomeJson(beginning: string): boolean {
  const error = errorOfJson(beginning);
  if (error === undefined || error.endsWith("Unexpected end of JSON input")) return true;
  const [, position] = /JSON at position (\d+)( \(line \d+ column \d+\))?$/.exec(error) ?? [];
  return Number(position) >= beginning.length;
}

function isJson(text: string): boolean {
  return errorOfJson(text) === undefined;
}

function errorOfJson(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return String(error);
  }
}
