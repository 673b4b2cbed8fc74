import { isScalar } from "yaml";
import type { At, Kind } from "./kind";
import { shown } from "./shown";

/** `min` and `max` are allowed values; `above` is not. */
export interface NumberRange {
  readonly whole?: boolean;
  readonly min?: number;
  readonly above?: number;
  readonly max: number;
  /** Why there is no less, where that is not plain. */
  readonly tooLow?: string;
  /** After the number in the reference: `hours`. */
  readonly unit?: string;
}

/** Plain decimal digits only: `0x10`, `012` and `1e3` are other numbers, or text, to other YAML readers. */
const PLAIN = /^-?(0|[1-9]\d*)(\.\d+)?$/;

export function number(range: NumberRange): Kind<number> {
  return {
    words: words(range),
    schema: {
      type: range.whole ? "integer" : "number",
      ...(range.above === undefined ? { minimum: range.min ?? 0 } : { exclusiveMinimum: range.above }),
      maximum: range.max,
    },
    read: (at) => readNumber(at, `a ${words(range)}`, (value, said) => outside(range, value, said)),
  };
}

/** One of a few whole numbers. */
export function oneOf(values: readonly number[]): Kind<number> {
  return {
    words: `one of ${values.join(", ")}`,
    schema: { enum: values },
    read: (at) =>
      readNumber(at, `one of ${values.join(", ")}`, (value, said) =>
        values.includes(value) ? undefined : `${said} is none of ${values.join(", ")}`,
      ),
  };
}

/** What is wrong with a number, if anything; `said` is how the message names it. */
type Refusal = (value: number, said: string) => string | undefined;

/**
 * The number as it is written, or undefined after an error. A form to write is shown only for a number that is allowed;
 * for another, that advice would lead to the next error.
 *
 * @param allowed what may be written, in words
 */
function readNumber(at: At, allowed: string, refusal: Refusal): number | undefined {
  const value = isScalar(at.node) ? at.node.value : undefined;
  if (typeof value === "string") return at.error(textual(shown(at), value.trim(), allowed, refusal));
  if (typeof value !== "number" || !Number.isFinite(value)) return at.error(`${shown(at)} is not a number`);
  const source = isScalar(at.node) ? at.node.source : undefined;
  const plain = PLAIN.test(String(value)) ? String(value) : undefined;
  const refused = refusal(value, plain ?? source ?? String(value));
  if (refused !== undefined) return at.error(refused);
  if (source === undefined || PLAIN.test(source)) return value;
  const form = plain ?? "it without an exponent, with a digit before the point";
  return at.error(`${source} is not written in plain decimal digits; write ${form}`);
}

/** What is wrong with a number in quotes, or with another text. */
function textual(said: string, text: string, allowed: string, refusal: Refusal): string {
  if (!PLAIN.test(text)) return `${said} is not a number`;
  const form = refusal(Number(text), text) === undefined ? `it without quotes: ${text}` : `${allowed}, without quotes`;
  return `${said} is text, not a number; write ${form}`;
}

/** What is wrong with a number of this range. */
function outside({ whole, min, above, max, tooLow }: NumberRange, value: number, said: string): string | undefined {
  if (whole && !Number.isInteger(value)) return `${said} is not a whole number`;
  if (above !== undefined && value <= above) return `${said} is not more than ${above}`;
  if (min !== undefined && value < min)
    return `${said} is less than ${min}${tooLow === undefined ? "" : `: ${tooLow}`}`;
  return value > max ? `${said} is more than ${max}` : undefined;
}

function words({ whole, min, above, max, unit }: NumberRange): string {
  const kind = whole ? "whole number" : "number";
  const span = above === undefined ? `${min ?? 0} to ${max}` : `more than ${above}, at most ${max}`;
  return `${kind}, ${span}${unit ? ` ${unit}` : ""}`;
}
