import { attributesOf, type AttributeChange } from "./attributes";
import { argumentsOf, type Change } from "./changes";
import type { Plan } from "./plan";
import { none } from "./values";

/** A resource that somebody or something changed outside of Terraform. */
export interface Drift {
  readonly address: string;
  /** True: it no longer exists. */
  readonly gone: boolean;
  /** The attributes that the stack sets and that have another value now; `before` is what Terraform had set. */
  readonly attributes: readonly AttributeChange[];
  /** Whether this plan puts it back. */
  readonly putBack: boolean;
}

/**
 * What the refresh found, without what AWS changes by design (a fleet's desired capacity) and what the provider merely
 * read for the first time: only arguments that the stack gives count.
 */
export function driftOf(plan: Plan, changes: readonly Change[]): Drift[] {
  const argumentsAt = argumentsOf(plan);
  const changed = new Map(changes.map((change) => [change.address, change]));
  return (plan.resource_drift ?? []).flatMap(({ address, mode, change }): Drift[] => {
    if (mode === "data") return [];
    const planned = changed.get(address);
    const gone = change.actions.includes("delete");
    if (gone) return [{ address, gone, attributes: [], putBack: planned?.effect === "create" }];
    const found = attributesOf(change, argumentsAt(address) ?? new Set()).changes;
    const back = new Set(planned?.changes.map(({ attribute }) => attribute));
    return [
      { address, gone, putBack: true, attributes: found.filter(({ attribute }) => back.has(attribute)) },
      { address, gone, putBack: false, attributes: found.filter((one) => !back.has(one.attribute) && wasSet(one)) },
    ].filter(({ attributes }) => attributes.length > 0);
  });
}

/** Terraform had set one value, and now there is another: not a default that the provider reads for the first time. */
function wasSet(change: AttributeChange): boolean {
  return "before" in change && change.before !== none;
}
