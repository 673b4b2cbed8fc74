import { isDeepStrictEqual } from "node:util";
import { lineDiff } from "./line-diff";
import { isList, isObject, type Json } from "./plan";
import { asLines, parsed } from "./values";

/** A synthesized stack's JSON by the stack's name. */
export type Stacks = ReadonlyMap<string, Json>;

export interface Affected {
  /** In both, and different. */
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** In both, and the same for Terraform. */
  readonly same: readonly string[];
}

/** What differs between two synthesized sides; a change in code that alters no stack's JSON affects none. */
export function affectedStacks(base: Stacks, head: Stacks): Affected {
  const both = [...head.keys()].filter((name) => base.has(name));
  const isSame = (name: string) => isDeepStrictEqual(forTerraform(base.get(name)), forTerraform(head.get(name)));
  return {
    changed: both.filter((name) => !isSame(name)).sort(),
    added: [...head.keys()].filter((name) => !base.has(name)).sort(),
    removed: [...base.keys()].filter((name) => !head.has(name)).sort(),
    same: both.filter(isSame).sort(),
  };
}

/** Without the comments under `//`, in which cdktf notes its own version and the constructs' paths. */
export function forTerraform(value: Json | undefined): Json {
  if (isList(value)) return value.map(forTerraform);
  if (!isObject(value)) return value ?? null;
  const members = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(members.map(([key, inner]) => [key, forTerraform(inner)]));
}

/** What differs between two sides of one stack as Terraform reads them, as lines; policies and other JSON within text are opened. */
export function synthesizedDiff(base: Json | undefined, head: Json | undefined): string[] {
  const lines = (side: Json | undefined) => (side === undefined ? [] : asLines("", opened(forTerraform(side))));
  return lineDiff(lines(base), lines(head));
}

function opened(value: Json): Json {
  if (typeof value === "string") return parsed(value) ?? value;
  if (isList(value)) return value.map(opened);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, opened(inner)]));
}
