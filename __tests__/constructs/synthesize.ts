import { Testing, type TerraformStack } from "cdktf";
import { ModelStack } from "../../constructs/model-stack";
import type { AnyModelSpec, ProjectSpec } from "../../models/format/spec";
import { sampleCode, sampleProject } from "./sample";

/** One resource's arguments; what is embedded JSON in Terraform is a value here. */
export type Block = Readonly<Record<string, any>>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** A stack as Terraform will see it, without cdktf's comments. */
export interface Synthesized {
  readonly terraform: Block;
  readonly provider: Block;
  readonly data: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly output: Readonly<Record<string, Block>>;
  /** The same before any reading: the text that Terraform gets. */
  readonly text: string;
}

/** A model's stack. It is made once for each file of tests: the same spec makes the same stack, byte for byte. */
export function synthesize(spec: AnyModelSpec, project: ProjectSpec = sampleProject): Synthesized {
  const key = JSON.stringify([spec, project]);
  const stack =
    made.get(key) ?? synthesized(() => new ModelStack(Testing.app(), { spec, project, reconciler: sampleCode }));
  made.set(key, stack);
  return stack;
}
const made = new Map<string, Synthesized>();

/** What a stack that is made by `make` becomes. */
export function synthesized(make: () => TerraformStack): Synthesized {
  const text = untraced(() => {
    const stack = make();
    stack.prepareStack();
    return Testing.synth(stack, true);
  });
  return { ...(readable(JSON.parse(text)) as Omit<Synthesized, "text">), text };
}

/** The one resource of a type, where a stack has just one. */
export function only(blocks: Readonly<Record<string, Block>> | undefined): Block {
  const all = Object.values(blocks ?? {});
  if (all.length !== 1 || !all[0]) throw new Error(`expected one block, found ${all.length}`);
  return all[0];
}

/** Every policy statement of a stack, with the address of the resource that holds it. */
export function statements({ resource }: Synthesized): { address: string; statement: Block }[] {
  return Object.entries(resource).flatMap(([type, blocks]) =>
    Object.entries(blocks).flatMap(([name, block]) =>
      ["policy", "assume_role_policy"].flatMap((argument) => {
        const document = block[argument] as { Statement?: Block[] } | undefined;
        return (document?.Statement ?? []).map((statement) => ({ address: `${type}.${name}`, statement }));
      }),
    ),
  );
}

/** As main.ts does, without a stack trace for every construct: these tests synthesize hundreds of stacks. */
function untraced<T>(build: () => T): T {
  const capture = jest.spyOn(Error, "captureStackTrace").mockImplementation(() => {});
  try {
    return build();
  } finally {
    capture.mockRestore();
  }
}

function readable(value: unknown): unknown {
  if (typeof value === "string" && /^[[{]"|^\[\{/.test(value)) return JSON.parse(value) as unknown;
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "//")
      .map(([key, inner]) => [key, readable(inner)]),
  );
}
