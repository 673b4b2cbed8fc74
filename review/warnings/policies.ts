import type { Change } from "../changes";
import { widenings, type Widening } from "../policy/widened";
import { text, type Text } from "../text";

/** Attributes that hold a policy, by type of resource. */
const policies: Readonly<Record<string, readonly string[]>> = {
  aws_iam_role: ["assume_role_policy"],
  aws_iam_role_policy: ["policy"],
  aws_iam_policy: ["policy"],
  aws_iam_user_policy: ["policy"],
  aws_iam_group_policy: ["policy"],
  aws_sqs_queue: ["policy"],
  aws_sqs_queue_policy: ["policy"],
  aws_s3_bucket_policy: ["policy"],
  aws_sns_topic_policy: ["policy"],
  aws_kms_key: ["policy"],
  aws_ecr_repository_policy: ["policy"],
  aws_vpc_endpoint: ["policy"],
};

/** What one policy newly allows on more resources than these is counted instead of shown. */
const shownGroups = 6;

/** The policies of one resource that allow more than before. */
export function widerPolicies(change: Change, isNewStack: boolean): Text[] {
  const { type, effect, name, address, unknown } = change;
  const attributes = effect === "destroy" ? deniesOf(type) : (policies[type] ?? []);
  return attributes.flatMap((attribute) => {
    const called = text`${name ?? address} (${address})`;
    if (effect !== "destroy" && unknown.has(attribute)) {
      if (isNewStack) return [];
      return [[...called, ": its policy is known only after the apply, so nobody can tell now whether it widens."]];
    }
    // The new one of something replaced is another thing, with a policy of its own.
    const before = effect === "replace" && !type.startsWith("aws_iam_") ? "" : (change.before[attribute] ?? "");
    const found = widenings(before, change.after[attribute] ?? "");
    if (!found) return [[...called, ": its policy cannot be read, so nobody can tell whether it widens."]];
    const worth = isNewStack ? found.filter(isWideOpen) : found;
    return worth.length === 0 ? [] : [[...called, " allows more than before: ", ...described(worth)]];
  });
}

/** A policy of a resource may deny: what it denied is allowed again when it goes. A role's grants just end. */
function deniesOf(type: string): readonly string[] {
  return /^aws_(s3_bucket|sqs_queue|sns_topic)_policy$/.test(type) ? ["policy"] : [];
}

function isWideOpen({ newly, principal, action, resource }: Widening): boolean {
  if (newly !== "allowed") return false;
  return (/^(\w+:)?\*$/.test(action) && resource === "*") || (principal === "*" && /^sts:/i.test(action));
}

/** What is new, gathered by what it is on: "sqs:SendMessage, sqs:PurgeQueue on arn:…; …". */
function described(found: readonly Widening[]): Text {
  const gathered = new Map<string, { readonly first: Widening; readonly actions: Set<string> }>();
  for (const one of found) {
    const key = [one.newly, one.principal, one.resource].join(" ");
    const group = gathered.get(key) ?? { first: one, actions: new Set() };
    gathered.set(key, { ...group, actions: group.actions.add(one.action) });
  }
  const groups = [...gathered.values()];
  const shown = groups
    .slice(0, shownGroups)
    .flatMap(({ first: { newly, principal, resource }, actions }, i) => [
      ...(i > 0 ? ["; "] : []),
      ...(newly === "allowed" ? [] : ["no longer denied: "]),
      ...(principal === "*" ? [] : [{ code: principal }, " may "]),
      ...text`${[...actions].join(", ")} on ${resource}`,
    ]);
  const more = groups.length - shownGroups;
  return [...shown, more > 0 ? `; and on ${more} more.` : "."];
}
