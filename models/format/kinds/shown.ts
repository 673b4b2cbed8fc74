import { isMap, isScalar, isSeq, type Node } from "yaml";

/** A value as a message quotes it: as it is written, in one line, shortened. */
export function shown(node: Node | undefined): string {
  if (isMap(node)) return "a map";
  if (isSeq(node)) return "a list";
  if (!isScalar(node) || (node.value === null && !node.source)) return "nothing";
  if (typeof node.value === "string") return quoted(node.value);
  return node.source ?? String(node.value);
}

/** Text as a message quotes it. */
export function quoted(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return /^[\w./:@%+,-]+$/.test(short) ? short : JSON.stringify(short);
}
