import type { LogLine } from "./log-line";

const errorWord =
  /\b(error|exception|traceback|fail(ed|ure)?|fatal|killed|cannot|could not|unable|not found|denied|out of memory)\b/i;
/** As Python and others name theirs: `KeyError`. */
const errorName = /\w(Error|Exception)\b/;

/** The line that most likely says why: the last that looks like an error, else the last of all. */
export function lastError(lines: readonly LogLine[]): string | undefined {
  const said = lines.map(({ text }) => text.trim()).filter((text) => text !== "");
  return said.findLast((text) => errorWord.test(text) || errorName.test(text)) ?? said.at(-1);
}
