import type { Api } from "./aws/api";
import { elements, readRole } from "./iam/roles";
import type { Use } from "./iam/judge";

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** Every grant of these roles' policies that no use needed, such as `Megadetector-worker Report sqs:GetQueueUrl`. */
export async function unusedGrants(
  api: Api,
  isOurs: (role: string) => boolean,
  uses: readonly Use[],
): Promise<string[]> {
  const roles = elements(await api.query("iam", "ListRoles", { MaxItems: "1000" }), "Arn").filter((arn) =>
    isOurs(arn.split("/").at(-1) ?? ""),
  );
  const unused: string[] = [];
  for (const arn of roles) {
    const { name, policies } = await readRole(api, arn);
    const own = uses.filter(({ role, allowed }) => allowed && role === name);
    for (const document of Object.values(policies)) {
      const { Statement: statements } = JSON.parse(document) as { Statement: Statement[] };
      for (const { Sid = "", Action, Resource } of statements.filter(({ Effect }) => Effect === "Allow"))
        for (const action of [Action].flat())
          if (!own.some((use) => use.action === action && [Resource].flat().some((one) => covers(one, use.resource))))
            unused.push(`${name} ${Sid} ${action}`);
    }
  }
  return unused.sort();
}

/** Whether an ARN with `*` covers a resource; `*` asked for is covered by `*` alone. */
function covers(pattern: string, resource: string): boolean {
  const literal = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`).test(resource);
}
