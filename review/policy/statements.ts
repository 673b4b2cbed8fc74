import { isList, isObject, type Json } from "../plan";

/** A statement of a policy, with every element as a list ("IAM JSON policy elements reference"). */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  /** Of a policy that belongs to a role or user, and of a trust policy, which names no resource: `*`. */
  readonly resources: readonly string[];
  /** Such as `Service:ecs.amazonaws.com`; of a policy that belongs to a role or user: `*`. */
  readonly principals: readonly string[];
  /** Each such as `StringEquals aws:SourceAccount`, with its values. All must hold. */
  readonly conditions: ReadonlyMap<string, readonly string[]>;
  /** It has NotAction, NotResource or NotPrincipal: what it means is compared as a whole. */
  readonly inverted?: string;
}

/** Undefined when the text is not a policy. */
export function statementsOf(policy: Json | undefined): Statement[] | undefined {
  const document = typeof policy === "string" ? parsedOrNothing(policy) : policy;
  if (document === undefined || !isObject(document)) return undefined;
  const statements = isList(document.Statement) ? document.Statement : [document.Statement];
  return statements.flatMap((statement) => (isObject(statement) ? [statementOf(statement)] : []));
}

function parsedOrNothing(text: string): Json | undefined {
  try {
    return text === "" ? { Statement: [] } : (JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}

function statementOf(statement: Readonly<Record<string, Json>>): Statement {
  const { Effect, Action, Resource, Principal, Condition, NotAction, NotResource, NotPrincipal } = statement;
  const inverted = [NotAction, NotResource, NotPrincipal].some((element) => element !== undefined);
  return {
    effect: Effect === "Deny" ? "Deny" : "Allow",
    actions: words(Action),
    resources: Resource === undefined ? ["*"] : words(Resource),
    principals: principalsOf(Principal),
    conditions: conditionsOf(Condition),
    ...(inverted && { inverted: JSON.stringify(sorted({ ...statement, Sid: null })) }),
  };
}

function principalsOf(principal: Json | undefined): string[] {
  if (!isObject(principal)) return ["*"];
  return Object.entries(principal).flatMap(([kind, names]) =>
    words(names).map((name) => (kind === "AWS" && name === "*" ? "*" : `${kind}:${name}`)),
  );
}

function conditionsOf(condition: Json | undefined): Map<string, string[]> {
  if (!isObject(condition)) return new Map();
  return new Map(
    Object.entries(condition).flatMap(([operator, keys]) =>
      Object.entries(isObject(keys) ? keys : {}).map(([key, values]) => [
        `${operator} ${key.toLowerCase()}`,
        words(values),
      ]),
    ),
  );
}

function words(value: Json | undefined): string[] {
  if (value === undefined || value === null) return [];
  return (isList(value) ? value : [value]).map(String);
}

function sorted(value: Json | undefined): Json {
  if (isList(value)) return value.map(sorted);
  if (!isObject(value)) return value ?? null;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
