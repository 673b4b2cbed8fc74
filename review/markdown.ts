import type { Block, Document } from "./document";
import { visible, type Text } from "./text";

/** GitHub-flavoured Markdown. Whatever the text holds, it stays text: no name or value can end its own code span. */
export function markdown(document: Document): string {
  return `${document.map(block).join("\n\n")}\n`;
}

function block(one: Block): string {
  switch (one.kind) {
    case "heading":
      return `${"#".repeat(one.level)} ${inline(one.text)}`;
    case "paragraph":
      return inline(one.text);
    case "list":
      return one.items.map((item) => `- ${inline(item)}`).join("\n");
    case "alert":
      return alert(one.level, one.items);
    case "table":
      return table(one.head, one.rows);
    case "code":
      return fenced(one.language, one.lines);
    case "fold":
      return `<details><summary>${html(one.summary)}</summary>\n\n${one.blocks.map(block).join("\n\n")}\n\n</details>`;
  }
}

function alert(level: string, items: readonly Text[]): string {
  const lines = items.length === 1 ? items.map(inline) : items.map((item) => `- ${inline(item)}`);
  return [`[!${level.toUpperCase()}]`, ...lines].map((line) => `> ${line}`).join("\n");
}

function table(head: readonly string[], rows: readonly (readonly Text[])[]): string {
  // Within a table a pipe ends the cell, even in a code span, unless a backslash stands before it (GFM, "Tables").
  const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |`;
  return [row(head), row(head.map(() => "---")), ...rows.map((cells) => row(cells.map(inline)))].join("\n");
}

/** A fence that is longer than any within. */
function fenced(language: string, lines: readonly string[]): string {
  const fence = "`".repeat(Math.max(3, 1 + longestRun(lines.join("\n"))));
  return [`${fence}${language}`, ...lines.map(visible), fence].join("\n");
}

function inline(text: Text): string {
  return text
    .map((part) => {
      if (typeof part === "string") return escaped(part);
      return "strong" in part ? `**${escaped(part.strong)}**` : codeSpan(part.code);
    })
    .join("");
}

/** Words of our own and messages of others: no part of them may become markup, a link or a mention. */
function escaped(words: string): string {
  return oneLine(words)
    .replace(/[\\`*_[\]<>#~]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/@/g, "&#64;")
    .replace(/:(?=\/\/)|(?<=www)\./g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function codeSpan(code: string): string {
  const words = oneLine(code);
  if (words.trim() === "") return '`""`';
  const ticks = "`".repeat(1 + longestRun(words));
  const space = words.startsWith("`") || words.endsWith("`") ? " " : "";
  return `${ticks}${space}${words}${space}${ticks}`;
}

function oneLine(words: string): string {
  return visible(words.replace(/\s*[\r\n]+\s*/g, " ⏎ "));
}

function longestRun(words: string): number {
  return Math.max(0, ...[...words.matchAll(/`+/g)].map(([run]) => run.length));
}

/** A summary is HTML, in which Markdown does not count. */
function html(text: Text): string {
  const safe = (words: string) => oneLine(words).replace(/[&<>@]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  return text
    .map((part) => {
      if (typeof part === "string") return safe(part);
      return "strong" in part ? `<b>${safe(part.strong)}</b>` : `<code>${safe(part.code)}</code>`;
    })
    .join("");
}
