type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * Whether an event pattern matches ("Amazon EventBridge event patterns"): every field of the pattern is in the event, and
 * its value, or one of its values, is among the pattern's. @throws Error for a comparison that is not known here
 */
export function matches(pattern: Json, event: Json | undefined): boolean {
  if (Array.isArray(pattern)) {
    const values = Array.isArray(event) ? (event as readonly Json[]) : [event];
    return (pattern as readonly Json[]).some((wanted) => values.some((value) => matchesOne(wanted, value)));
  }
  if (typeof pattern !== "object" || pattern === null) throw new Error("a pattern's values stand in lists");
  if (typeof event !== "object" || event === null || Array.isArray(event)) return false;
  const fields = event as { readonly [key: string]: Json | undefined };
  return Object.entries(pattern).every(([name, inner]) => inner !== undefined && matches(inner, fields[name]));
}

function matchesOne(wanted: Json, value: Json | undefined): boolean {
  if (typeof wanted !== "object" || wanted === null) return wanted === value;
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
