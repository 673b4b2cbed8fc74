import { isMap, type Document, type YAMLParseError } from "yaml";
import type { Mistake } from "./problems";

/**
 * A slip of the indentation, said at the line to mend. The parser names another mistake, often a line away: it takes a
 * key that is indented deeper for more of the value above it. Undefined where the error is none of these.
 */
export function indentationError(doc: Document.Parsed, text: string, error: YAMLParseError): Mistake | undefined {
  const [offset] = error.pos;
  if (/^Nested mappings are not allowed/.test(error.message))
    return keyInsideValue(doc, text, offset) ?? colonAtEnd(text, offset);
  if (/^All mapping items must start at/.test(error.message))
    return {
      offset: keyFrom(text, offset),
      message: "keys of one map begin in one column; mend the indentation",
    };
  return / at node end$/.test(error.message) ? indentedFirst(doc, text, offset) : undefined;
}

/** A `key: ` on a later line than the value that it was taken for a part of. */
function keyInsideValue({ errors }: Document.Parsed, text: string, value: number): Mistake | undefined {
  // The parser's second error about the same value names the colon. An anchor or a tag may stand before the value.
  const error = errors.find(
    ({ code, pos }) =>
      code === "MULTILINE_IMPLICIT_KEY" && pos[0] >= value && /^([&!]\S+\s+)*$/.test(text.slice(value, pos[0])),
  );
  if (!error) return undefined;
  const colon = error.pos[1];
  const key = keyFrom(text, colon);
  const message = /\s/.test(text.slice(key, colon).trim())
    ? "a `: ` in a text of several lines; put all of the text in quotes"
    : "is indented deeper than the key above; begin both in one column";
  return { offset: key, message };
}

/** A value whose last character is its only colon: `mbari/detector:`. */
function colonAtEnd(text: string, value: number): Mistake | undefined {
  const [line = ""] = text.slice(value).split(/\r?\n/, 1);
  const [, behind = ""] = /^[^"'].*?:(?:\s+(.*))?$/.exec(line) ?? [undefined, line];
  if (behind !== "" && !behind.startsWith("#")) return undefined;
  return {
    offset: value,
    message: "this value ends with a colon; write what is missing behind it, or remove the colon",
  };
}

/** The first key indented, a later one not, so that the map was over before it. */
function indentedFirst({ contents }: Document.Parsed, text: string, later: number): Mistake | undefined {
  if (!isMap(contents) || contents.flow || keyFrom(text, later) !== later) return undefined;
  const line = text.slice(0, later).split("\n").length;
  return {
    offset: contents.range?.[0] ?? 0,
    message: `is indented deeper than line ${line}; begin all keys in one column`,
  };
}

/** Where the first key begins in the line of `offset`, or below it where that line holds none. */
function keyFrom(text: string, offset: number): number {
  const noKey = /(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*/y;
  noKey.lastIndex = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  noKey.test(text);
  return noKey.lastIndex;
}
