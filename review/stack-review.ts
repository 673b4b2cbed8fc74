import { attributesOf, type AttributeChange } from "./attributes";
import { changesOf, type Change } from "./changes";
import { driftOf, type Drift } from "./drift";
import { isObject, type Json, type Plan } from "./plan";
import { verdictOf } from "./verdict";
import { accessWarnings } from "./warnings/access";
import { dataWarnings } from "./warnings/data";
import { runningWarnings } from "./warnings/running";
import type { Warning } from "./warnings/warning";

/** What a reviewer should know of one stack's plan. */
export interface StackReview {
  readonly stack: string;
  /** One line, such as "2 updates in place, nothing replaced, nothing destroyed". */
  readonly verdict: string;
  /** True when Terraform has made nothing of it yet. */
  readonly isNew: boolean;
  /** The most dangerous first. */
  readonly warnings: readonly Warning[];
  readonly changes: readonly Change[];
  readonly outputs: readonly OutputChange[];
  readonly drift: readonly Drift[];
  readonly terraformVersion: string;
}

/** An output whose value changes. */
export interface OutputChange {
  readonly name: string;
  readonly change: AttributeChange;
}

export function reviewStack(stack: string, plan: Plan): StackReview {
  const changes = changesOf(plan);
  const isNew = changes.length > 0 && !(plan.resource_changes ?? []).some(existsAlready);
  return {
    stack,
    verdict: verdictOf(changes, isNew),
    isNew,
    warnings: [...dataWarnings(changes), ...runningWarnings(changes), ...accessWarnings(changes, isNew)],
    changes,
    outputs: isNew ? [] : outputsOf(plan),
    drift: driftOf(plan, changes),
    terraformVersion: plan.terraform_version,
  };
}

function existsAlready({ mode, change }: NonNullable<Plan["resource_changes"]>[number]): boolean {
  return mode === "managed" && isObject(change.before);
}

function outputsOf({ output_changes: outputs = {} }: Plan): OutputChange[] {
  return Object.entries(outputs).flatMap(([name, output]) => {
    // As if the output were a resource with the one attribute `value`.
    const value = (inner: Json | undefined): Json => (inner === undefined || inner === null ? {} : { value: inner });
    const { changes } = attributesOf(
      {
        actions: output.actions,
        before: value(output.before),
        after: value(output.after),
        after_unknown: value(output.after_unknown),
        before_sensitive: value(output.before_sensitive),
        after_sensitive: value(output.after_sensitive),
      },
      undefined,
    );
    return changes.map((change) => ({ name, change }));
  });
}
