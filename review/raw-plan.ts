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

/** About half of a new stack's plan says that a value will be known later. */
function knownOnly(text: string): RawPlan {
  return {
    title: "Terraform's own plan, without the values that are known only after the apply",
    lines: text.split("\n").filter((line) => !/^\s*\+ [\w"-]+\s+= \(known after apply\)$/.test(line)),
  };
}
