import type { Text } from "./text";

/** A review as blocks of text, for printers to write as Markdown or for a terminal. */
export type Block =
  | { readonly kind: "heading"; readonly level: 2 | 3; readonly text: Text }
  | { readonly kind: "paragraph"; readonly text: Text }
  | { readonly kind: "list"; readonly items: readonly Text[] }
  /** A box that nobody overlooks. `caution`: something may be lost. `warning`: look twice. `note`: good to know. */
  | { readonly kind: "alert"; readonly level: "caution" | "warning" | "note"; readonly items: readonly Text[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly Text[])[] }
  | { readonly kind: "code"; readonly language: "diff" | "text" | "shell"; readonly lines: readonly string[] }
  /** Closed at first; a terminal leaves it out. */
  | { readonly kind: "fold"; readonly summary: Text; readonly blocks: readonly Block[] };

export type Document = readonly Block[];
