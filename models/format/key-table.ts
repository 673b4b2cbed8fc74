import { MODEL_KEYS } from "./keys";
import type { Key } from "./kinds/record";

const BEGIN = "<!-- The table is made by `npm run generate` from models/format/keys.ts. -->";
const END = "<!-- End of the table. -->";

/** A document with the present table between its two comments. Throws where they are missing. */
export function withKeyTable(document: string): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`The document has no place for the table: ${BEGIN} … ${END}`);
  return `${document.slice(0, begin)}${BEGIN}\n${keyTable()}\n${document.slice(end)}`;
}

function keyTable(): string {
  const rows = Object.entries<Key<unknown>>(MODEL_KEYS).map(
    ([name, key]) => `| \`${name}\` | ${defaultWords(key)} | ${sentence(key)} | ${key.kind.words} |`,
  );
  return ["| key | default | what it is | what it may hold |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function defaultWords(key: Key<unknown>): string {
  if (key.required) return "**required**";
  if (key.defaultWords !== undefined) return key.defaultWords;
  const written = JSON.stringify(key.default ?? {});
  return written === "{}" ? "–" : `\`${written}\``;
}

function sentence({ meaning, olderName }: Key<unknown>): string {
  return olderName === undefined ? meaning : `${meaning} (older files say \`${olderName}\`)`;
}
