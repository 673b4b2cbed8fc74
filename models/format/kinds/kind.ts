import type { Node } from "yaml";

/** A piece of JSON Schema, draft 7. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A kind of value: how it is read from YAML, how JSON Schema says it, how the reference says it. */
export interface Kind<T> {
  /** For the reference: `whole number, 1 to 1000`. */
  readonly words: string;
  readonly schema: JsonSchema;
  /** The value, or undefined after reporting at least one error. */
  read(at: At): T | undefined;
}

/** One value of a document under examination. */
export interface At {
  /** Aliases are resolved. Undefined where nothing is written. */
  readonly node: Node | undefined;
  /** The key in the user's words: `FleetSize`, `Network.VpcId`. */
  readonly label: string;
  /** Where it is written, in characters from the beginning of the text. */
  readonly offset: number;
  /** Reports `<label>: <text> (<meaning of the key>)` at the value. Returns undefined, so that a reader can return it. */
  error(text: string): undefined;
  /** An element of this list: same label, its own position. */
  element(node: unknown): At;
  /** The value of a key of this map; `meaning` says what the key is for. */
  value(key: string, pair: { readonly key: unknown; readonly value: unknown }, meaning: string): At;
  /** The name of a key of this map, for errors about the name itself: same label as the map. */
  name(key: unknown): At;
}
