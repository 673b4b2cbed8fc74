import type { Change } from "../changes";
import { isList, isObject, type Json } from "../plan";
import { widenings, type Widening } from "../policy/widened";
import { text, type Text } from "../text";
import { plainly } from "../values";
import type { Warning } from "./warning";

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

/** Resources whose mere existence lets somebody do something. */
const grants: Readonly<Record<string, (values: Change["after"]) => Text>> = {
  aws_iam_role_policy_attachment: ({ role, policy_arn }) =>
    text`${plainly(role)} gets the policy ${plainly(policy_arn)}.`,
  aws_lambda_permission: ({ principal, function_name }) =>
    text`${plainly(principal)} may invoke the function ${plainly(function_name)}.`,
  aws_vpc_security_group_ingress_rule: ({ cidr_ipv4, cidr_ipv6, ip_protocol, from_port, to_port }) =>
    text`${plainly(cidr_ipv4 ?? cidr_ipv6 ?? "another group")} may reach ${ports(ip_protocol, from_port, to_port)}.`,
};

/** What one policy newly allows on more resources than these is counted instead of shown. */
const shownGroups = 6;

/**
 * Changes after which somebody may do more than before. In a new stack everything is new and stands in the plan; there
 * only what is wide open is worth a warning.
 */
export function accessWarnings(changes: readonly Change[], isNewStack: boolean): Warning[] {
  const words = changes.flatMap((change) => [
    ...widerPolicies(change, isNewStack),
    ...newGrant(change, isNewStack),
    ...lessProtection(change),
  ]);
  return words.map((line) => ({ kind: "access", text: line }));
}

function widerPolicies(change: Change, isNewStack: boolean): Text[] {
  const attributes = change.effect === "destroy" ? deniesOf(change.type) : (policies[change.type] ?? []);
  return attributes.flatMap((attribute) => {
    const called = text`${change.name ?? change.address} (${change.address})`;
    if (change.effect !== "destroy" && change.unknown.has(attribute)) {
      if (isNewStack) return [];
      return [[...called, ": its policy is known only after the apply, so nobody can tell now whether it widens."]];
    }
    const found = widenings(change.before[attribute] ?? "", change.after[attribute] ?? "");
    if (!found) return [[...called, ": its policy cannot be read, so nobody can tell whether it widens."]];
    const worth = isNewStack ? found.filter(isWideOpen) : found;
    return worth.length === 0 ? [] : [[...called, " allows more than before: ", ...described(worth)]];
  });
}

/** Of these, a policy's own resource: what it denied is allowed again when it goes. A role's grants just end. */
function deniesOf(type: string): readonly string[] {
  return ["aws_s3_bucket_policy", "aws_sqs_queue_policy", "aws_sns_topic_policy", "aws_vpc_endpoint"].includes(type)
    ? ["policy"]
    : [];
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

function newGrant({ type, effect, before, after }: Change, isNewStack: boolean): Text[] {
  const describe = grants[type];
  if (!describe || (effect !== "create" && effect !== "update" && effect !== "replace")) return [];
  const fromEverywhere = after.cidr_ipv4 === "0.0.0.0/0" || after.cidr_ipv6 === "::/0";
  if (isNewStack && !fromEverywhere) return [];
  if (before !== undefined && JSON.stringify(describe(before)) === JSON.stringify(describe(after))) return [];
  return [[{ strong: "New:" }, " ", ...describe(after)]];
}

function lessProtection({ type, effect, name, address, before, after }: Change): Text[] {
  const called = name ?? address;
  if (type === "aws_s3_bucket_public_access_block" && effect !== "create") {
    const open = Object.keys(before).filter((key) => before[key] === true && after[key] !== true);
    if (open.length > 0) return [text`The bucket ${called} no longer blocks public access (${open.join(", ")}).`];
  }
  if (type === "aws_iam_role" && effect === "update" && before.permissions_boundary && !after.permissions_boundary) {
    return [text`The role ${called} loses its permissions boundary.`];
  }
  if (type === "aws_security_group" && effect === "update") {
    const old = new Set(rules(before.ingress));
    const added = rules(after.ingress).filter((rule) => !old.has(rule));
    if (added.length > 0) return [text`The security group ${called} lets more in: ${added.join("; ")}.`];
  }
  return [];
}

function rules(ingress: Json | undefined): string[] {
  return (isList(ingress) ? ingress : [])
    .filter(isObject)
    .map(({ cidr_blocks, security_groups, protocol, from_port, to_port }) => {
      const from = [cidr_blocks, security_groups].flatMap((list) => (isList(list) ? list : []));
      return `${ports(protocol, from_port, to_port)} from ${from.map(plainly).join(", ")}`;
    });
}

function ports(protocol: Json | undefined, from: Json | undefined, to: Json | undefined): string {
  if (protocol === "-1") return "every port";
  return `${plainly(protocol)} port ${from === to ? plainly(from) : `${plainly(from)}-${plainly(to)}`}`;
}
