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
    read(at) {
      const value = readNumber(at);
      if (value === undefined) return undefined;
      if (range.whole && !Number.isInteger(value)) return at.error(`${value} is not a whole number`);
      if (range.above !== undefined && value <= range.above)
        return at.error(`${value} is not more than ${range.above}`);
      if (range.min !== undefined && value < range.min)
        return at.error(`${value} is less than ${range.min}${range.tooLow === undefined ? "" : `: ${range.tooLow}`}`);
      if (value > range.max) return at.error(`${value} is more than ${range.max}`);
      return value;
    },
  };
}

/** One of a few whole numbers. */
export function oneOf(values: readonly number[]): Kind<number> {
  return {
    words: `one of ${values.join(", ")}`,
    schema: { enum: values },
    read(at) {
      const value = readNumber(at);
      if (value === undefined || values.includes(value)) return value;
      return at.error(`${value} is none of ${values.join(", ")}`);
    },
  };
}

/** The number as it is written, or undefined after an error that shows how to write it. */
function readNumber(at: At): number | undefined {
  const value = isScalar(at.node) ? at.node.value : undefined;
  if (typeof value === "string") {
    const plain = PLAIN.test(value.trim());
    return at.error(
      plain
        ? `${shown(at)} is text, not a number; write it without quotes: ${value.trim()}`
        : `${shown(at)} is not a number`,
    );
  }
  if (typeof value !== "number" || !Number.isFinite(value)) return at.error(`${shown(at)} is not a number`);
  const source = isScalar(at.node) ? at.node.source : undefined;
  if (source !== undefined && !PLAIN.test(source))
    return at.error(`${source} is not written in plain decimal digits; write ${value}`);
  return value;
}

function words({ whole, min, above, max, unit }: NumberRange): string {
  const kind = whole ? "whole number" : "number";
  const span = above === undefined ? `${min ?? 0} to ${max}` : `more than ${above}, at most ${max}`;
  return `${kind}, ${span}${unit ? ` ${unit}` : ""}`;
}
