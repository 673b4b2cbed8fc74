import { CONTEXT_KEYS } from "./context-keys";
import { MODEL_KEYS, SERVED_KEYS } from "./keys";
import type { Key, Keys } from "./kinds/key";
import { PIPELINE_KEYS } from "./pipeline-keys";
import { SERVE_KEYS } from "./serve";

const END = "<!-- End of the table. -->";

/** The reference with its tables as the keys are now. Throws where it has no place for one. */
export function withKeyTables(reference: string): string {
  const tables = [table("keys", MODEL_KEYS), table("serve", SERVE_KEYS), table("context-keys", CONTEXT_KEYS)];
  return tables.reduce((document, place) => place(document), reference);
}

/** The page on pipelines with its table as the keys are now. */
export function withPipelineTable(page: string): string {
  return table("pipeline-keys", PIPELINE_KEYS)(page);
}

/** Puts the table of these keys into its place in a document. */
function table(source: string, keys: Keys): (document: string) => string {
  return (document) => {
    const begin = `<!-- Made by \`npm run generate\` from models/format/${source}.ts. -->`;
    const from = document.indexOf(begin);
    const to = document.indexOf(END, from);
    if (from < 0 || to < 0) throw new Error(`The document has no place for a table: ${begin} … ${END}`);
    return `${document.slice(0, from)}${begin}\n\n${rows(keys)}\n\n${document.slice(to)}`;
  };
}

function rows(keys: Keys): string {
  const rows = Object.entries<Key<unknown>>(keys).map(
    ([name, key]) => `| \`${name}\` | ${defaultWords(name, key)} | ${sentence(key)} | ${key.kind.words} |`,
  );
  return ["| key | default | what it is | what it may hold |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function defaultWords(name: string, key: Key<unknown>): string {
  if (key.required) return isOptionalWhenServed(name) ? "**required**, but not with `Serve`" : "**required**";
  if (key.defaultWords !== undefined) return key.defaultWords;
  const written = typeof key.default === "string" ? key.default : JSON.stringify(key.default ?? {});
  return written === "{}" ? "–" : `\`${written}\``;
}

function isOptionalWhenServed(name: string): boolean {
  const served = (SERVED_KEYS as Keys)[name];
  return name in MODEL_KEYS && !served?.required;
}

function sentence({ meaning, olderName }: Key<unknown>): string {
  return olderName === undefined ? meaning : `${meaning} (older files say \`${olderName}\`)`;
}
