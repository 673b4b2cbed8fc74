import { isScalar } from "yaml";
import type { JsonSchema, Kind } from "./kind";
import { quoted, shown } from "./shown";

/** A rule of a text. `fits` has the flag `u` alone, as JSON Schema reads it. */
export interface TextRule {
  readonly fits: RegExp;
  /** What is wrong with a text that does not fit: `does not start with a letter`. */
  readonly otherwise: string;
}

export interface TextRules {
  /** For the reference: `letters and digits, at most 28`. */
  readonly words: string;
  readonly min?: number;
  readonly max: number;
  readonly rules?: readonly TextRule[];
  /** True: line breaks are allowed. */
  readonly multiline?: boolean;
  /** A rule that no regular expression says: the error's text, or undefined. */
  readonly also?: (text: string) => string | undefined;
}

/** No control character and no half of a surrogate pair, which UTF-8 cannot hold. */
const ONE_LINE: TextRule = {
  fits: /^[^\p{Cc}\p{Cs}]*$/u,
  otherwise: "holds a line break or another control character",
};
const LINES: TextRule = { fits: /^([\t\r\n]|[^\p{Cc}\p{Cs}])*$/u, otherwise: "holds a control character" };

export function text({ words, min = 1, max, rules = [], multiline, also }: TextRules): Kind<string> {
  const all = [...rules, multiline ? LINES : ONE_LINE];
  return {
    words,
    schema: { type: "string", minLength: min, maxLength: max, ...patterns(all) },
    read(at) {
      const value = isScalar(at.node) ? at.node.value : undefined;
      if (typeof value !== "string") {
        const scalar = isScalar(at.node) && value !== null;
        return at.error(`${shown(at)} is not text${scalar ? `; write it in quotes: "${shown(at)}"` : ""}`);
      }
      const length = [...value].length;
      if (length < min)
        return at.error(length === 0 ? "is empty" : `${quoted(value)} is shorter than ${min} characters`);
      if (length > max) return at.error(`${quoted(value)} has ${length} characters; ${max} are allowed`);
      const broken = all.find(({ fits }) => !fits.test(value));
      if (broken) return at.error(`${quoted(value)} ${broken.otherwise}`);
      const wrong = also?.(value);
      return wrong === undefined ? value : at.error(`${quoted(value)} ${wrong}`);
    },
  };
}

/** Text, or a number or boolean taken exactly as it is written: `0.50` stays `0.50`. */
export function asWritten({ max }: { readonly max: number }): Kind<string> {
  return {
    words: "text or number",
    schema: { type: ["string", "number", "boolean"], maxLength: max, pattern: LINES.fits.source },
    read(at) {
      const scalar = isScalar(at.node) && at.node.value !== null ? at.node : undefined;
      if (!scalar) return at.error(`${shown(at)} is not text; write "" for an empty text`);
      const value = typeof scalar.value === "string" ? scalar.value : (scalar.source ?? String(scalar.value));
      if (value.length > max) return at.error(`${quoted(value)} has ${value.length} characters; ${max} are allowed`);
      return LINES.fits.test(value) ? value : at.error(`${quoted(value)} ${LINES.otherwise}`);
    },
  };
}

/** A text turned into something else by `as`, once it fits. */
export function mapped<A, B>(kind: Kind<A>, as: (value: A) => B): Kind<B> {
  return {
    ...kind,
    read(at) {
      const value = kind.read(at);
      return value === undefined ? undefined : as(value);
    },
  };
}

function patterns(rules: readonly TextRule[]): JsonSchema {
  return { allOf: rules.map(({ fits }) => ({ pattern: fits.source })) };
}
