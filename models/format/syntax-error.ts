import type { Document, ErrorCode } from "yaml";

/** What the parser's words do not tell somebody who never read YAML's grammar. */
const WORDS: Partial<Record<ErrorCode, string>> = {
  BLOCK_AS_IMPLICIT_KEY: "a second `: ` in one line; put a value that holds one in quotes",
  MULTIPLE_DOCS: "a second document begins here; write one file for each",
  RESOURCE_EXHAUSTION: "is nested too deeply",
  TAB_AS_INDENT: "a tab stands in the indentation; use spaces",
  MULTILINE_IMPLICIT_KEY: "this is no `key: value`; is a colon missing?",
  BAD_ALIAS: "this is not an alias; put a value that starts with * in quotes",
};

/** The first mistake of syntax, which is the one to mend: it makes most of the others. Undefined where there is none. */
export function syntaxError(doc: Document.Parsed): { offset: number; message: string } | undefined {
  const [first] = [...doc.errors].sort((a, b) => a.pos[0] - b.pos[0]);
  if (first) {
    const message = WORDS[first.code] ?? `is not valid: ${first.message[0]?.toLowerCase()}${first.message.slice(1)}`;
    return { offset: first.pos[0], message };
  }
  const { explicit, version } = doc.directives.yaml;
  if (!explicit || version === "1.2") return undefined;
  return {
    offset: 0,
    message: `%YAML ${version} means other values than YAML 1.2, which is read here; remove this line`,
  };
}
