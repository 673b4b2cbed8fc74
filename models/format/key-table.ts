import { CONTEXT_KEYS } from "./context-keys";
import { MODEL_KEYS } from "./keys";
import type { Key, Keys } from "./kinds/key";
import { PIPELINE_KEYS } from "./pipeline-keys";

const END = "<!-- End of the table. -->";

/** The reference with its tables as the keys are now. Throws where it has no place for one. */
export function withKeyTables(reference: string): string {
  return withTable("context-keys", CONTEXT_KEYS, withTable("keys", MODEL_KEYS, reference));
}

/** The page on pipelines with its table as the keys are now. */
export function withPipelineTable(page: string): string {
  return withTable("pipeline-keys", PIPELINE_KEYS, page);
}

function withTable(source: string, keys: Keys, document: string): string {
  const begin = `<!-- Made by \`npm run generate\` from models/format/${source}.ts. -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(END, from);
  if (from < 0 || to < 0) throw new Error(`The document has no place for a table: ${begin} … ${END}`);
  return `${document.slice(0, from)}${begin}\n\n${table(keys)}\n\n${document.slice(to)}`;
}

function table(keys: Keys): string {
  const rows = Object.entries<Key<unknown>>(keys).map(
    ([name, key]) => `| \`${name}\` | ${defaultWords(key)} | ${sentence(key)} | ${key.kind.words} |`,
  );
  return ["| key | default | what it is | what it may hold |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function defaultWords(key: Key<unknown>): string {
  if (key.required) return "**required**";
  if (key.defaultWords !== undefined) return key.defaultWords;
  const written = typeof key.default === "string" ? key.default : JSON.stringify(key.default ?? {});
  return written === "{}" ? "–" : `\`${written}\``;
}

function sentence({ meaning, olderName }: Key<unknown>): string {
  return olderName === undefined ? meaning : `${meaning} (older files say \`${olderName}\`)`;
}
