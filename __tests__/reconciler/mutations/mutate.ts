import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import { transformSync } from "esbuild";
import type { decide } from "../../../reconciler/decide";

/** One careless change to the reconciler's source. */
export interface Mutation {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

interface Loaded {
  exports: Record<string, unknown>;
}

/** `decide`, built from the source with that change. */
export function decideWith({ file, from, to }: Mutation): typeof decide {
  const loaded = new Map<string, Loaded>();
  const load = (name: string): Record<string, unknown> => {
    const known = loaded.get(name);
    if (known !== undefined) return known.exports;
    const module: Loaded = { exports: {} };
    loaded.set(name, module);
    const source = readFileSync(join(__dirname, "../../../reconciler", `${name}.ts`), "utf8");
    const code = name === file ? transform(replaceOnce(source, from, to)) : compiled(name, source);
    const run = runInThisContext(`(module, exports, require) => {${code}}`) as (...given: unknown[]) => void;
    run(module, module.exports, (path: string) => load(path.replace("./", "")));
    return module.exports;
  };
  return load("decide").decide as typeof decide;
}

function replaceOnce(source: string, from: string, to: string): string {
  const parts = source.split(from);
  if (parts.length !== 2) throw new Error(`"${from}" is there ${parts.length - 1} times: write the mutation anew`);
  return parts.join(to);
}

const transform = (source: string): string => transformSync(source, { loader: "ts", format: "cjs" }).code;

const cache = new Map<string, string>();

function compiled(name: string, source: string): string {
  const code = cache.get(name) ?? transform(source);
  cache.set(name, code);
  return code;
}
