import { isNode, type Node } from "yaml";
import type { Report } from "./document";
import type { At } from "./kinds/kind";

/** The root of a document, from which every value is reached with its place and label. */
export function placed(root: Node, report: Report, targets: ReadonlyMap<unknown, Node>): At {
  const offsetOf = (node: unknown, otherwise: number) => (isNode(node) ? (node.range?.[0] ?? otherwise) : otherwise);
  const make = (node: unknown, offset: number, label: string, meaning: string): At => ({
    node: targets.get(node) ?? (isNode(node) ? node : undefined),
    label,
    offset,
    error: (text) => void report(offset, `${label && `${label}: `}${text}${meaning && ` (${meaning})`}`),
    element: (element) => make(element, offsetOf(element, offset), label, meaning),
    name: (key) => make(key, offsetOf(key, offset), label, ""),
    value: (key, pair, about) =>
      make(pair.value, offsetOf(pair.value, offsetOf(pair.key, offset)), label ? `${label}.${key}` : key, about),
  });
  return make(root, offsetOf(root, 0), "", "");
}
