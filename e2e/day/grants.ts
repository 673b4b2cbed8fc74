import type { Api } from "./aws/api";
import { elements, readRole } from "./iam/roles";
import type { Use } from "./iam/judge";

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/**
 * Every grant of the roles' policies that no use needed, such as `worker Report sqs:GetQueueUrl`. Roles of one kind, in
 * several stacks, count as one.
 * @param kindOf undefined for roles that are not ours
 */
export async function unusedGrants(
  api: Api,
  kindOf: (role: string) => string | undefined,
  uses: readonly Use[],
): Promise<string[]> {
  const grants = new Map<string, boolean>();
  for (const arn of elements(await api.query("iam", "ListRoles", { MaxItems: "1000" }), "Arn")) {
    const kind = kindOf(arn.split("/").at(-1) ?? "");
    if (kind === undefined) continue;
    const { name, policies } = await readRole(api, arn);
    const own = uses.filter(({ role, allowed }) => allowed && role === name);
    const statements = Object.values(policies).flatMap(
      (document) => (JSON.parse(document) as { Statement: Statement[] }).Statement,
    );
    for (const { Sid = "", Action, Resource } of statements.filter(({ Effect }) => Effect === "Allow")) {
      for (const action of [Action].flat()) {
        const isUsed = own.some(
          (use) => use.action === action && [Resource].flat().some((one) => covers(one, use.resource)),
        );
        const key = `${kind} ${Sid} ${action}`;
        grants.set(key, isUsed || (grants.get(key) ?? false));
      }
    }
  }
  return [...grants].flatMap(([key, isUsed]) => (isUsed ? [] : [key])).sort();
}

/** Whether an ARN with `*` covers a resource; `*` asked for is covered by `*` alone. */
function covers(pattern: string, resource: string): boolean {
  const literal = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`).test(resource);
}
