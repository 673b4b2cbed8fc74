import { isScalar, Scalar } from "yaml";
import type { JsonSchema, Kind } from "./kind";
import { isNothing, quoted, shown } from "./shown";

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
const LINES: TextRule = {
  fits: /^([\t\r\n]|[^\p{Cc}\p{Cs}])*$/u,
  otherwise: "holds a control character or half of a character",
};

export function text({ words, min = 1, max, rules = [], multiline, also }: TextRules): Kind<string> {
  const all = [...rules, multiline ? LINES : ONE_LINE];
  const mistake = (value: string): string | undefined => {
    const length = [...value].length;
    if (length < min) return length === 0 ? "is empty" : `${quoted(value)} is shorter than ${min} characters`;
    if (length > max) return `${quoted(value)} has ${length} characters; ${max} are allowed`;
    const wrong = all.find(({ fits }) => !fits.test(value))?.otherwise ?? also?.(value);
    return wrong && `${quoted(value)} ${wrong}`;
  };
  return {
    words,
    schema: { type: "string", minLength: min, maxLength: max, ...patterns(all) },
    read(at) {
      const value = isScalar(at.node) ? at.node.value : undefined;
      if (typeof value === "string") {
        const wrong = mistake(value);
        return wrong === undefined ? value : at.error(wrong);
      }
      if (!isScalar(at.node) || value === null) return at.error(`${shown(at)} is not text`);
      return at.error(mistake(shown(at)) ?? `${shown(at)} is not text; write it in quotes: "${shown(at)}"`);
    },
  };
}

/** Text, or a number or boolean taken exactly as it is written: `0.50` stays `0.50`. */
export function asWritten(rules: Omit<TextRules, "also">): Kind<string> {
  const kind = text({ min: 0, ...rules });
  return {
    ...kind,
    schema: { ...kind.schema, type: ["string", "number", "boolean"] },
    read(at) {
      if (isNothing(at)) return at.error('nothing is written; write "" for an empty text');
      if (!isScalar(at.node) || typeof at.node.value === "string") return kind.read(at);
      return kind.read({ ...at, node: new Scalar(shown(at)) });
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
