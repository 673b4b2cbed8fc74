import { isAlias, isMap, isScalar, LineCounter, parseDocument, visit, type Document, type Node } from "yaml";
import { decode } from "./decode";
import type { At } from "./kinds/kind";
import { inOneLine } from "./kinds/shown";
import { placed } from "./placed";
import type { Mistake, Problem } from "./problems";
import { syntaxError } from "./syntax-error";

/** A text that could be read: the map at its top, and a way to report at any place of it. */
export interface Readable {
  readonly root: At;
  readonly report: Report;
}

/** `offset` is in characters from the beginning of the text. */
export type Report = (offset: number, message: string, severity?: Problem["severity"], stackName?: string) => void;

/**
 * Parses bytes as one YAML 1.2 document with a map at its top. Undefined after reporting why that cannot be.
 *
 * @param mistake the first mistake of syntax, where there is one
 */
export function parseFile(
  file: string,
  bytes: Uint8Array,
  problems: Problem[],
  example: string,
  mistake: (doc: Document.Parsed, text: string) => Mistake | undefined = syntaxError,
): Readable | undefined {
  const refuse = (message: string, line = 1, column = 1): undefined =>
    void problems.push({ file, line, column, severity: "error", message });
  const text = decode(bytes);
  if (typeof text !== "string") return refuse(text.message, text.line, text.column);

  const before = problems.length;
  const report = reporter(file, text, problems);
  // Its own check of doubled keys compares each with each and names neither; the readers have their own.
  const doc = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
  const wrong = mistake(doc, text);
  if (wrong) return void report(wrong.offset, wrong.message);
  const targets = resolveAliases(doc, report);
  reportUnusual(doc, report);
  if (problems.length > before) return undefined;
  if (!isMap(doc.contents)) return refuse(`${topLevel(doc.contents)}; it holds keys with values, as in ${example}`);
  return { root: placed(doc.contents, report, targets), report };
}

function reporter(file: string, text: string, problems: Problem[]): Report {
  // The parser's own counting ends where it gives up.
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines.addNewLine(at + 1);
  return (offset, message, severity = "error", stackName) => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    const owner = severity === "warning" && stackName !== undefined && { stackName };
    problems.push({ file, line, column: col, severity, message: inOneLine(message), ...owner });
  };
}

/** The node of each alias: the latest anchor of its name before it. Looked up once for all, this stays linear. */
function resolveAliases(doc: Document.Parsed, report: Report): ReadonlyMap<unknown, Node> {
  const latest = new Map<string, Node>();
  const targets = new Map<unknown, Node>();
  visit(doc, {
    Node(_key, node) {
      if (!isAlias(node)) {
        if (node.anchor) latest.set(node.anchor, node);
        return;
      }
      const target = latest.get(node.source);
      if (target) targets.set(node, target);
      else report(node.range?.[0] ?? 0, `no anchor &${node.source} stands before *${node.source}`);
    },
  });
  return targets;
}

/** What YAML allows and this format does not: tags, and text that CDKTF would replace. */
function reportUnusual(doc: Document.Parsed, report: Report): void {
  visit(doc, {
    Node(_key, node) {
      if (isAlias(node)) return;
      const offset = node.range?.[0] ?? 0;
      if (node.tag)
        report(offset, `${node.tag.replace("tag:yaml.org,2002:", "!!")}: tags have no meaning here; remove it`);
      else if (isScalar(node) && typeof node.value === "string" && node.value.includes("TfToken["))
        report(offset, "TfToken[ may not stand in a text: CDKTF would take it for one of its own tokens");
    },
  });
}

function topLevel(contents: Node | null): string {
  if (!contents || (isScalar(contents) && contents.value === null)) return "is empty";
  return `has ${isScalar(contents) ? "a single value" : "a list"} at its top`;
}
