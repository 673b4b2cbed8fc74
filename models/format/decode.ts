/** Where reading a text ended, and why. Line and column from 1. */
export interface Undecodable {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The text of a file in UTF-8, with or without a byte order mark. */
export function decode(bytes: Uint8Array): string | Undecodable {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return { line: 1, column: 1, message: "is UTF-16 text; save it as UTF-8" };
  const text = utf8(bytes);
  if (text === undefined) return { ...endOf(validPrefix(bytes)), message: "is not UTF-8 text; save it as UTF-8" };
  const nul = text.indexOf("\0");
  if (nul >= 0) return { ...endOf(text.slice(0, nul)), message: "is not text: it holds a NUL character" };
  return text;
}

function utf8(bytes: Uint8Array, stream = false): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream });
  } catch {
    return undefined;
  }
}

/** The longest beginning that is UTF-8, perhaps with a character cut off at its end. */
function validPrefix(bytes: Uint8Array): string {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (utf8(bytes.subarray(0, middle), true) === undefined) bad = middle;
    else good = middle;
  }
  return utf8(bytes.subarray(0, good), true) ?? "";
}

function endOf(text: string): { line: number; column: number } {
  const lines = text.split("\n");
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}
