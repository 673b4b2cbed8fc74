import { spellings, type Key, type Keys } from "./key";
import type { JsonSchema } from "./kind";

/** JSON Schema of a record. What holds between its keys is added by those who know it. */
export function recordSchema(keys: Keys): JsonSchema {
  const required = Object.keys(keys).filter((name) => keys[name]?.required);
  const properties = Object.entries(keys).flatMap(([name, key]) =>
    spellings(name, key).map((spelling) => [spelling, property(name, spelling, key)]),
  );
  return {
    type: "object",
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(properties),
  };
}

function property(name: string, spelling: string, key: Key<unknown>): JsonSchema {
  const { kind, meaning, default: value } = key;
  if (spelling !== name) return { description: `Older name of ${name}.`, deprecated: true, ...kind.schema };
  const description = `${meaning[0]?.toUpperCase()}${meaning.slice(1)}.`;
  return { description, ...(value !== undefined && { default: value }), ...kind.schema };
}
