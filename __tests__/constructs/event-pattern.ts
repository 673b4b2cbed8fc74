import type { EventPattern } from "../../constructs/pipeline/step-filter";

/**
 * Whether an event fits a pattern, as "Creating Amazon EventBridge event patterns" and "Comparison operators for use in
 * event patterns" say: every name of the pattern must fit; a list fits if one of its elements does; `exists: false` fits
 * what is not there at all, `anything-but` only what is there. Only what the pipes use is known; all else throws.
 */
export function fits(event: unknown, pattern: EventPattern): boolean {
  return Object.entries(pattern).every(([name, wanted]) => {
    const value = isObject(event) ? event[name] : undefined;
    if (!Array.isArray(wanted)) return fits(value, wanted as EventPattern);
    if (isObject(value)) throw new Error(`${name} is no leaf of the event`);
    return wanted.some((one: unknown) => fitsOne(value, one));
  });
}

function fitsOne(value: unknown, wanted: unknown): boolean {
  if (typeof wanted === "string") return value === wanted;
  const [[operator, operand] = []] = isObject(wanted) ? Object.entries(wanted) : [];
  if (operator === "exists") return (value !== undefined) === operand;
  if (operator === "anything-but" && Array.isArray(operand)) return value !== undefined && !operand.includes(value);
  throw new Error(`what ${JSON.stringify(wanted)} matches is not known here`);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
