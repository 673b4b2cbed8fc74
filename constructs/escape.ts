/**
 * Makes text that a user wrote plain text to Terraform as well, in every string of a value, keys included.
 *
 * Terraform reads each string of its JSON as a template: `${…}` is an expression and `%{…}` a directive; doubling the
 * sign makes them literal ("JSON Configuration Syntax", Expressions and Terraform's "Strings and Templates").
 * ModelStack does this once for the whole specification, so that no construct can forget it.
 */
export function escapeTemplates<T>(value: T): T {
  return escapeAny(value) as T;
}

function escapeAny(value: unknown): unknown {
  if (typeof value === "string") return escapeText(value);
  if (Array.isArray(value)) return value.map(escapeAny);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [escapeText(key), escapeAny(inner)]));
  }
  return value;
}

const escapeText = (text: string): string => text.replace(/([$%])\{/g, "$1$1{");
