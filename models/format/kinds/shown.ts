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

/** Text as a message quotes it; what could break the line or turn it around is escaped. */
export function quoted(text: string, inQuotes = false): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  if (!inQuotes && /^[\w./:@%+,-]+$/.test(short)) return short;
  return JSON.stringify(short).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);
}

/** Nothing is written, or `null`, or `~`. */
export function isNothing({ node }: Pick<At, "node">): boolean {
  return node === undefined || (isScalar(node) && node.value === null);
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`;
}
