/**
 * Whether an event pattern matches ("Amazon EventBridge event patterns", "Comparison operators for use in event patterns"):
 * every field of the pattern fits; a list fits when one of its elements does. A field is looked for by its path, so that
 * `exists: false` also fits where what would hold it is not there; `anything-but` fits only what is there.
 *
 * @throws Error for a comparison that is not known here, and where a list stands for a field that holds others
 */
export function matches(pattern: object, event: unknown): boolean {
  return Object.entries(pattern).every(([name, wanted]: [string, unknown]) => {
    const value = isObject(event) ? event[name] : undefined;
    if (isObject(wanted)) return matches(wanted, value);
    if (!Array.isArray(wanted)) throw new Error("a pattern's values stand in lists");
    if (isObject(value)) throw new Error(`${name} is no leaf of the event`);
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return wanted.some((one: unknown) => values.some((each) => matchesOne(one, each)));
  });
}

function matchesOne(wanted: unknown, value: unknown): boolean {
  if (!isObject(wanted)) return wanted === value;
  const [[kind = "", given] = []] = Object.entries(wanted);
  switch (kind) {
    case "prefix":
      return typeof value === "string" && typeof given === "string" && value.startsWith(given);
    case "suffix":
      return typeof value === "string" && typeof given === "string" && value.endsWith(given);
    case "exists":
      return (value !== undefined) === given;
    case "anything-but":
      return value !== undefined && ![given].flat().includes(value);
  }
  throw new Error(`the comparison ${kind} of an event pattern is not known here`);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
