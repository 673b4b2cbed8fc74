import type { Change } from "../changes";
import { isList, isObject, type Json } from "../plan";
import { text, type Text } from "../text";
import { plainly } from "../values";
import { widerPolicies } from "./policies";
import type { Warning } from "./warning";

/** Resources whose mere existence lets somebody do something. */
const grants: Readonly<Record<string, (values: Change["after"]) => Text>> = {
  aws_iam_role_policy_attachment: ({ role, policy_arn }) =>
    text`${plainly(role)} gets the policy ${plainly(policy_arn)}.`,
  aws_lambda_permission: ({ principal, function_name }) =>
    text`${plainly(principal)} may invoke the function ${plainly(function_name)}.`,
  aws_vpc_security_group_ingress_rule: ({ cidr_ipv4, cidr_ipv6, ip_protocol, from_port, to_port }) =>
    text`${plainly(cidr_ipv4 ?? cidr_ipv6 ?? "another group")} may reach ${ports(ip_protocol, from_port, to_port)}.`,
};

/**
 * Changes after which somebody may do more than before. In a new stack everything is new and stands in the plan; there
 * only what is wide open is worth a warning.
 */
export function accessWarnings(changes: readonly Change[], isNewStack: boolean): Warning[] {
  const goneBuckets = new Set(changes.filter(isGoingBucket).map(({ name }) => name));
  const staying = changes.filter(
    ({ type, before }) => !guardsBucket.test(type) || !goneBuckets.has(plainly(before.bucket)),
  );
  const words = [
    ...staying.flatMap((change) => widerPolicies(change, isNewStack)),
    ...newGrants(staying, isNewStack),
    ...staying.flatMap(lessProtection),
  ];
  return words.map((line) => ({ kind: "access", text: line }));
}

/** What is granted several times in the same words is said once, with what grants it. */
function newGrants(changes: readonly Change[], isNewStack: boolean): Text[] {
  const same = new Map<string, { readonly words: Text; readonly addresses: string[] }>();
  for (const change of changes) {
    for (const words of newGrant(change, isNewStack)) {
      const key = JSON.stringify(words);
      const one = same.get(key) ?? { words, addresses: [] };
      one.addresses.push(change.address);
      same.set(key, one);
    }
  }
  return [...same.values()].map(({ words, addresses }) =>
    addresses.length === 1 ? words : [...words, ...text` ${addresses.length} times: ${addresses.join(", ")}.`],
  );
}

/** These go with their bucket, and nothing is left to be reached. */
const guardsBucket = /^aws_s3_bucket_(policy|public_access_block)$/;

function isGoingBucket({ type, effect }: Change): boolean {
  return type === "aws_s3_bucket" && (effect === "destroy" || effect === "replace");
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
