import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Document, type Node } from "yaml";
import type { At } from "./kinds/kind";
import type { Problem } from "./problems";

/** A YAML text that could be read: its top-level map, and where each of its problems goes. */
export interface Readable {
  readonly root: At;
  /** Reports at a place of the text. */
  readonly report: Report;
}

export type Report = (offset: number, message: string, severity?: Problem["severity"], stackName?: string) => void;

/** A model file is some hundred bytes; an ECS task definition may have 64 KiB. */
export const MAX_BYTES = 65536;

/** Parses bytes as one YAML 1.2 document with a map at the top. Undefined after reporting why not. */
export function parseFile(file: string, bytes: Uint8Array, problems: Problem[]): Readable | undefined {
  const at = (line: number, column: number, message: string): undefined => {
    problems.push({ file, line, column, severity: "error", message });
  };
  if (bytes.length > MAX_BYTES) return at(1, 1, `has ${bytes.length} bytes; ${MAX_BYTES} are allowed`);
  const text = decode(bytes, at);
  if (text === undefined) return undefined;

  const lineCounter = new LineCounter();
  const doc = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: false, stringKeys: false });
  const report: Report = (offset, message, severity = "error", stackName) => {
    const { line, col } = lineCounter.linePos(Math.min(offset, text.length));
    problems.push({
      file,
      line: Math.max(line, 1),
      column: Math.max(col, 1),
      severity,
      message,
      ...(severity === "warning" && stackName !== undefined && { stackName }),
    });
  };
  const before = problems.length;
  reportSyntax(doc, report);
  reportUnusual(doc, report);
  if (problems.length > before) return undefined;
  if (!isMap(doc.contents)) return at(1, 1, topLevel(doc.contents));
  return { root: placed(doc.contents, report, anchors(doc)), report };
}

function decode(
  bytes: Uint8Array,
  at: (line: number, column: number, message: string) => undefined,
): string | undefined {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return at(1, 1, "is UTF-16 text; save it as UTF-8");
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const nul = text.indexOf("\0");
    return nul < 0 ? text : at(...position(text, nul), "is not text: it holds a NUL character");
  } catch {
    return at(...position(validPrefix(bytes), Infinity), "is not UTF-8 text; save it as UTF-8");
  }
}

/** The text up to the first byte that is not UTF-8. */
function validPrefix(bytes: Uint8Array): string {
  const text = new TextDecoder("utf-8").decode(bytes);
  return text.slice(0, text.indexOf("\uFFFD"));
}

function position(text: string, offset: number): [number, number] {
  const lines = text.slice(0, Math.min(offset, text.length)).split("\n");
  return [lines.length, (lines.at(-1)?.length ?? 0) + 1];
}

function reportSyntax(doc: Document.Parsed, report: Report): void {
  for (const { code, message, pos } of doc.errors) {
    if (code === "MULTIPLE_DOCS") report(pos[0], "a second document begins here; write one model a file");
    else if (code === "RESOURCE_EXHAUSTION") report(pos[0], "is nested too deeply");
    else report(pos[0], `is not YAML: ${message[0]?.toLowerCase()}${message.slice(1)}`);
    // One mistake of syntax makes many further errors: the first tells what to fix.
    return;
  }
  const { yaml } = doc.directives;
  if (yaml.explicit && yaml.version !== "1.2")
    report(0, `%YAML ${yaml.version}: models are YAML 1.2; remove this line`);
}

/** What YAML allows and a model does not: tags, unknown aliases, and text that CDKTF would replace. */
function reportUnusual(doc: Document.Parsed, report: Report): void {
  const anchored = new Set<string>();
  visit(doc, {
    Node(_key, node) {
      if (isAlias(node)) {
        if (!anchored.has(node.source))
          report(node.range?.[0] ?? 0, `*${node.source}: no anchor &${node.source} stands before it`);
        return;
      }
      if (node.anchor) anchored.add(node.anchor);
      const offset = node.range?.[0] ?? 0;
      if (node.tag) report(offset, `${shortTag(node.tag)}: models have no YAML tags; remove it`);
      else if (isScalar(node) && typeof node.value === "string" && node.value.includes("TfToken["))
        report(offset, "TfToken[ may not stand in a text: CDKTF would take it for one of its own tokens");
    },
  });
}

function shortTag(tag: string): string {
  return tag.startsWith("tag:yaml.org,2002:") ? `!!${tag.slice("tag:yaml.org,2002:".length)}` : tag;
}

function topLevel(contents: Node | null): string {
  if (!contents || (isScalar(contents) && contents.value === null && !contents.source))
    return "is empty; a model has at least a StackName";
  return `has ${isScalar(contents) ? "a single value" : "a list"} at the top; a model is a map of keys to values`;
}

/** The node of each alias. An alias means the latest anchor of its name before it; reading each once keeps this linear. */
function anchors(doc: Document.Parsed): ReadonlyMap<unknown, Node> {
  const latest = new Map<string, Node>();
  const targets = new Map<unknown, Node>();
  visit(doc, {
    Node(_key, node) {
      if (isAlias(node)) {
        const target = latest.get(node.source);
        if (target) targets.set(node, target);
      } else if (node.anchor) latest.set(node.anchor, node);
    },
  });
  return targets;
}

function placed(root: Node, report: Report, targets: ReadonlyMap<unknown, Node>): At {
  const make = (written: unknown, otherwise: number, label: string, meaning: string): At => {
    const offset = isNode(written) ? (written.range?.[0] ?? otherwise) : otherwise;
    const resolved = targets.get(written) ?? (isNode(written) ? written : undefined);
    return {
      node: resolved,
      label,
      offset,
      error: (text) => void report(offset, `${label && `${label}: `}${text}${meaning && ` (${meaning})`}`),
      element: (_index, item) => make(item, offset, label, meaning),
      name: (key) => make(key, offset, label, ""),
      value: (key, pair, about) =>
        make(
          pair.value,
          isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset,
          label ? `${label}.${key}` : key,
          about,
        ),
    };
  };
  return make(root, 0, "", "");
}
