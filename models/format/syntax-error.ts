import type { Document, YAMLParseError } from "yaml";
import { indentationError } from "./indentation";
import type { Mistake } from "./problems";

/** The parser's words, and what they mean to somebody who never read YAML's grammar. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^Nested mappings are not allowed/, "a second `: ` in one line; put a value that holds one in quotes"],
  [/^Source contains multiple documents/, "a second document begins here; write one file for each"],
  [/^Tabs are not allowed/, "a tab stands in the indentation; use spaces"],
  [/^Alias cannot be an empty string/, "a text that starts with * needs quotes"],
  [/^Plain value cannot start with/, "a text that starts with this character needs quotes"],
  [/^Implicit (map )?keys need to be/, "this is no `key: value`; is the colon, or the space after it, missing?"],
  [/end with a ]$/, "a list that begins with [ does not end with ]"],
  [/end with a }$/, "a map that begins with { does not end with }"],
  [/^Missing closing /, "a text that begins with a quote does not end with one"],
  [/^Block scalar header/, "a text that starts with | or > needs quotes"],
  [/^Block collections are not allowed/, "a comma or a closing bracket is missing in [ ] or { }"],
  [/^Unexpected block-seq-ind /, "a list begins on the line below its key; a text that starts with - needs quotes"],
  [
    /^Missing , or : between flow map/,
    "a comma or a colon is missing in { }; a text that holds one of [ ] { } needs quotes",
  ],
  [/^Missing , /, "a comma is missing in [ ] or { }; a text that holds one of [ ] { } needs quotes there"],
  [
    /^Unexpected flow-\w+-start /,
    "a [ or { stands in the middle of a value; put all of it in quotes, or a comma before it",
  ],
  [/^Unexpected flow-\w+-end /, "this bracket closes nothing; remove it, or put the text that it belongs to in quotes"],
  [/^Unexpected , in /, "nothing stands before this comma; remove it"],
  [/ at node end$/, "the value ended before this; put all of it in quotes that it does not hold, or a comma before it"],
];

/** The first mistake of syntax. Undefined where there is none. */
export function syntaxError(doc: Document.Parsed, text: string): Mistake | undefined {
  const first = firstError(doc);
  if (first)
    return (
      indentationError(doc, text, first) ?? {
        offset: first.pos[0],
        message: inPlainWords(first) ?? inItsOwnWords(first),
      }
    );
  const { explicit, version } = doc.directives.yaml;
  if (!explicit || version === "1.2") return undefined;
  return {
    offset: 0,
    message: `%YAML ${version} is not YAML 1.2, in which values can mean something else; remove this line`,
  };
}

/** The parser's first error, which is the one to mend: it makes most of the others. */
export function firstError(doc: Document.Parsed): YAMLParseError | undefined {
  return [...doc.errors].sort((a, b) => a.pos[0] - b.pos[0])[0];
}

export function inPlainWords({ code, message }: YAMLParseError): string | undefined {
  if (code === "RESOURCE_EXHAUSTION") return "is nested too deeply";
  return WORDS.find(([pattern]) => pattern.test(message))?.[1];
}

function inItsOwnWords({ message }: YAMLParseError): string {
  return `is not valid YAML: ${message[0]?.toLowerCase()}${message.slice(1, 200)}`;
}
