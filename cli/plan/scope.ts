import { didYouMean } from "../../models/format/problems";
import { affectedStacks, synthesizedDiff, type Stacks } from "../../review/affected";
import { costsOf } from "../../review/costs";
import type { Cost, Removed, Report } from "../../review/report";
import { text, type Text } from "../../review/text";
import { things } from "../../review/verdict";
import { projectFolder } from "../../emulator/place";
import { UserError } from "../user-error";
import { baseSide, type BaseSide } from "./base-side";
import { baseOf, repositoryOf, type Base } from "./git";
import { leftOf } from "./plan-stack";

/** What is to be planned, and what a reader must know of that choice. */
export interface Scope extends Pick<Report, "base" | "notes" | "removed" | "untouched"> {
  readonly planned: readonly string[];
  /** What differs in the JSON of stacks that both sides have. */
  readonly differences: ReadonlyMap<string, readonly string[]>;
  readonly costs: ReadonlyMap<string, readonly Cost[]>;
}

export interface Wanted {
  readonly names: readonly string[];
  readonly all?: boolean;
  /** Undefined: the user named none. */
  readonly base?: string;
  /** Whether AWS may be asked what is left of removed stacks. */
  readonly aws: boolean;
}

/** The stacks named, or all, or those that differ from the base. */
export async function scopeOf(head: Stacks, { names, all = false, base, aws }: Wanted): Promise<Scope> {
  const named = names.length > 0 ? names.map((name) => stackNamed(name, head)) : [...head.keys()].sort();
  const everything: Scope = {
    notes: [],
    removed: [],
    untouched: 0,
    planned: named,
    differences: new Map(),
    costs: costsOfAll(named, undefined, head),
  };
  if (all || (names.length > 0 && base === undefined)) return everything;
  const repository = repositoryOf(".");
  if (repository === undefined && base === undefined) {
    return { ...everything, notes: [["Nothing could be compared: this folder is in no git repository."]] };
  }
  if (repository === undefined) {
    throw new UserError(`there is no git repository here, so there is no ${base}. Plan everything with --all.`);
  }

  const from = baseOf(".", base ?? "origin/main");
  const side = baseSide(repository, from, process.cwd(), projectFolder());
  try {
    const compared = { name: from.name, commit: from.commit.slice(0, 7) };
    const notes = behind(from);
    if (!side.stacks) {
      return { ...everything, notes: [...notes, [`Nothing could be compared: ${side.because}.`]] };
    }
    const { changed, added, removed, same } = affectedStacks(side.stacks, head);
    const planned = [...changed, ...added].sort().filter((name) => named.includes(name));
    const diffs = changed.map((name) => [name, synthesizedDiff(side.stacks?.get(name), head.get(name))] as const);
    return {
      base: compared,
      notes,
      planned,
      differences: new Map(diffs),
      costs: costsOfAll(planned, side.stacks, head),
      untouched: names.length > 0 ? named.length - planned.length : same.length,
      removed:
        names.length > 0
          ? []
          : await Promise.all(removed.map((name) => removedStack(name, side, compared.commit, aws))),
    };
  } finally {
    side.remove();
  }
}

/** Without a base, what it costs now stands alone. */
function costsOfAll(names: readonly string[], base: Stacks | undefined, head: Stacks): Scope["costs"] {
  return new Map(names.map((name) => [name, costsOf(base?.get(name), head.get(name))]));
}

function stackNamed(name: string, head: Stacks): string {
  const known = [...head.keys()];
  const found = known.find((stack) => stack.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  throw new UserError(
    `there is no stack ${name}${didYouMean(name, known) || `; there are: ${known.sort().join(", ")}`}`,
  );
}

function behind({ name, ahead }: Base): Text[] {
  if (ahead === 0) return [];
  return [
    text`${name} has ${things(ahead, "commit")} that this branch lacks: what they changed in AWS may look undone here.`,
  ];
}

async function removedStack(
  stack: string,
  { folder, files }: BaseSide,
  commit: string,
  aws: boolean,
): Promise<Removed> {
  const resources = aws ? await leftOf(stack, folder) : undefined;
  const file = files.get(stack);
  const destroy = `npx cdktf destroy ${stack}`;
  return {
    stack,
    ...(resources && { resources }),
    // Terraform can only destroy what is still described.
    destroyWith: file === undefined ? destroy : `git checkout ${commit} -- ${file} && ${destroy}`,
  };
}
