import { isMap, isScalar, isSeq } from "yaml";
import type { At } from "./kind";

/** A value as a message quotes it: as it is written, in one line, shortened. */
export function shown({ node }: Pick<At, "node">): string {
  if (isMap(node)) return "a map";
  if (isSeq(node)) return "a list";
  if (!isScalar(node) || node.value === null) return "nothing";
  if (typeof node.value === "string") return quoted(node.value, node.type?.startsWith("QUOTE"));
  return node.source ?? JSON.stringify(node.value);
}

/** Text as a message quotes it. */
export function quoted(text: string, inQuotes = false): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return !inQuotes && /^[\w./:@%+,-]+$/.test(short) ? short : inOneLine(JSON.stringify(short));
}

/** Escapes what could break a line of the report, or turn it around. */
export function inOneLine(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`,
  );
}

/** Nothing is written, or `null`, or `~`. */
export function isNothing({ node }: Pick<At, "node">): boolean {
  return node === undefined || (isScalar(node) && node.value === null);
}
