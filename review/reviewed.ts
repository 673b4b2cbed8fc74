import { isDeepStrictEqual } from "node:util";
import type { Change } from "./changes";
import type { StackReview } from "./stack-review";
import { things } from "./verdict";

/**
 * What a review showed of each stack, kept to be compared with a later plan. It holds what a reader could see and nothing
 * more: secrets are hidden in it, and a fleet that has grown meanwhile makes no difference.
 */
export interface Reviewed {
  readonly format: 1;
  readonly stacks: Readonly<Record<string, readonly ReviewedChange[]>>;
}

type ReviewedChange = Pick<Change, "address" | "effect" | "changes" | "tags">;

/** The text is not a kept review. */
export class ReviewedProblem extends Error {}

export function reviewedOf(reviews: readonly StackReview[]): Reviewed {
  return {
    format: 1,
    stacks: Object.fromEntries(
      reviews.map(({ stack, changes }) => [
        stack,
        changes.map(({ address, effect, changes: attributes, tags }) => ({
          address,
          effect,
          changes: attributes,
          tags,
        })),
      ]),
    ),
  };
}

/** @throws ReviewedProblem when the text is something else */
export function parseReviewed(text: string): Reviewed {
  let kept: Partial<Reviewed> | null;
  try {
    kept = JSON.parse(text) as Partial<Reviewed> | null;
  } catch (error) {
    throw new ReviewedProblem(`it is not JSON: ${(error as Error).message}`);
  }
  if (kept?.format !== 1 || typeof kept.stacks !== "object") {
    throw new ReviewedProblem("it is no review that `./model plan --keep` wrote, or one of another version");
  }
  return kept as Reviewed;
}

/** What the new plan of a stack does otherwise than the reviewed one, a line each; nothing when they are the same. */
export function differences(reviewed: Reviewed, review: StackReview): string[] {
  const known = Object.hasOwn(reviewed.stacks, review.stack) ? reviewed.stacks[review.stack] : undefined;
  const now = reviewedOf([review]).stacks[review.stack] ?? [];
  if (!known)
    return now.length === 0 ? [] : [`nobody reviewed a plan of ${review.stack}: ${things(now.length, "change")}`];
  // Through JSON, as the reviewed ones went.
  const byAddress = (changes: readonly ReviewedChange[]) =>
    new Map(changes.map((change) => [change.address, JSON.parse(JSON.stringify(change)) as ReviewedChange]));
  const [before, after] = [byAddress(known), byAddress(now)];
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((address) => {
    const [old, change] = [before.get(address), after.get(address)];
    if (!old) return [`${address}: ${change?.effect} was not in the reviewed plan`];
    if (!change) return [`${address}: ${old.effect} was reviewed and is not in this plan`];
    if (old.effect !== change.effect)
      return [`${address}: ${old.effect} was reviewed, and this plan does ${change.effect}`];
    const names = [...new Set([...old.changes, ...change.changes].map(({ attribute }) => attribute))].filter(
      (name) => !isDeepStrictEqual(attributeOf(old, name), attributeOf(change, name)),
    );
    const other = isDeepStrictEqual(old.tags, change.tags) ? names : [...names, "tags"];
    return other.length === 0 ? [] : [`${address}: ${other.join(", ")} differ from the reviewed plan`];
  });
}

function attributeOf({ changes }: ReviewedChange, name: string) {
  return changes.find(({ attribute }) => attribute === name);
}
