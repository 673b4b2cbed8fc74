import type { StackOutcome } from "./report";

/** Terraform's own text of a plan, as it is shown below the review. */
export interface RawPlan {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The plans that are shown within so many bytes, by stack; with a limit, what no reader can use is left out of them. */
export function shownPlans(stacks: readonly StackOutcome[], bytes: number): Map<string, RawPlan> {
  const plans = stacks.flatMap((outcome) => {
    if (!("review" in outcome) || outcome.review.changes.length === 0) return [];
    return [[outcome.stack, bytes === Infinity ? whole(outcome.rawPlan) : knownOnly(outcome.rawPlan)] as const];
  });
  const size = ({ lines }: RawPlan) => Buffer.byteLength(lines.join("\n"));
  let left = bytes;
  return new Map(
    plans.sort(([, one], [, other]) => size(one) - size(other)).filter(([, plan]) => (left -= size(plan)) >= 0),
  );
}

function whole(text: string): RawPlan {
  return { title: "Terraform's own plan", lines: text.split("\n") };
}

/** The most lines of one resource: a dashboard alone would have hundreds. */
const linesOfOne = 60;

/**
 * A new stack's plan, of 120 KB, in less than half: without what is known only after the apply, without tags, which are the
 * same everywhere, with one space for each level, and with the longest resources cut.
 */
function knownOnly(text: string): RawPlan {
  const lines = withoutTags(text.split("\n"))
    .filter((line) => !/^\s*(\+ [\w"-]+ +(= )?\(known after apply\))?$/.test(line))
    .map((line) =>
      line.replace(/^ +/, ({ length }) => " ".repeat(Math.floor(Math.max(0, length - 2) / 4))).replace(/ +(?== )/, " "),
    );
  return {
    title: "Terraform's own plan, shortened: without tags and values that are known only after the apply",
    lines: resources(lines).flatMap((each) =>
      each.length > linesOfOne ? [...each.slice(0, linesOfOne), `… ${each.length - linesOfOne} lines more`] : each,
    ),
  };
}

/** Blocks like `+ tags = {` to their brace. */
function withoutTags(lines: readonly string[]): string[] {
  let until: string | undefined;
  return lines.filter((line) => {
    if (until === undefined) {
      const [, indent] = /^( *)\+ tags(?:_all)? += \{$/.exec(line) ?? [];
      if (indent !== undefined) until = `${indent}  }`;
      return indent === undefined;
    }
    if (line === until) until = undefined;
    return false;
  });
}

/** The lines of each resource, which begins with its address behind `#`; first those before all of them. */
function resources(lines: readonly string[]): string[][] {
  return lines.reduce<string[][]>(
    (parts, line) => {
      if (/^ *# \S+ .*\b(will|must) be /.test(line)) parts.push([""]);
      parts.at(-1)?.push(line);
      return parts;
    },
    [[]],
  );
}
