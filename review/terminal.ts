import type { Block, Document } from "./document";
import { visible, type Text } from "./text";

/** How a terminal stresses text; each may do nothing. */
export interface Styles {
  readonly bold: (words: string) => string;
  readonly red: (words: string) => string;
  readonly green: (words: string) => string;
  readonly yellow: (words: string) => string;
  readonly grey: (words: string) => string;
}

/** The same review for people at a terminal. What a comment folds away is left out: Terraform can show it again. */
export function terminal(document: Document, styles: Styles): string {
  return `${document.flatMap((one) => block(one, styles)).join("\n\n")}\n`;
}

function block(one: Block, styles: Styles): string[] {
  switch (one.kind) {
    case "heading":
      return [styles.bold(plain(one.text))];
    case "paragraph":
      return [plain(one.text)];
    case "list":
      return [one.items.map((item) => `- ${plain(item)}`).join("\n")];
    case "alert": {
      const stress = one.level === "caution" ? styles.red : one.level === "warning" ? styles.yellow : styles.grey;
      return [one.items.map((item) => `${stress(`${one.level.toUpperCase()}:`)} ${plain(item)}`).join("\n")];
    }
    case "table":
      return [one.rows.map((cells) => row(cells.map(plain), one.rows)).join("\n")];
    case "code":
      return [one.lines.map((line) => `    ${coloured(one.language, visible(line), styles)}`).join("\n")];
    case "fold":
      return [];
  }
}

/** Cells below each other, as wide as the widest of their column. */
function row(cells: readonly string[], rows: readonly (readonly Text[])[]): string {
  const width = (column: number) => Math.max(...rows.map((other) => plain(other[column] ?? []).length));
  return `  ${cells.map((cell, column) => cell.padEnd(width(column))).join("  ")}`.trimEnd();
}

function coloured(language: string, line: string, { red, green, grey }: Styles): string {
  if (language !== "diff") return line;
  if (line.startsWith("-")) return red(line);
  if (line.startsWith("+")) return green(line);
  return line.startsWith("@@") ? grey(line) : line;
}

function plain(text: Text): string {
  const words = text.map((part) => (typeof part === "string" ? part : "strong" in part ? part.strong : part.code));
  return visible(words.join("").replace(/\s+/g, " "));
}
