import type { Json } from "../plan";
import { statementsOf, type Statement } from "./statements";

/** One thing that a policy newly allows, or no longer denies. */
export interface Widening {
  readonly newly: "allowed" | "no longer denied";
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
}

/**
 * What `after` allows and `before` does not. It never misses anything: where it cannot prove that something was allowed
 * before (NotAction, conditions that were written anew), it counts as new.
 *
 * @returns undefined when one of the two cannot be read as a policy
 */
export function widenings(before: Json | undefined, after: Json | undefined): Widening[] | undefined {
  const [old, now] = [statementsOf(before), statementsOf(after)];
  if (!old || !now) return undefined;
  const of = (effect: Statement["effect"], statements: Statement[]) =>
    statements.filter((one) => one.effect === effect);
  return [
    ...missing(of("Allow", now), of("Allow", old)).map((one) => ({ newly: "allowed" as const, ...one })),
    ...missing(of("Deny", old), of("Deny", now)).map((one) => ({ newly: "no longer denied" as const, ...one })),
  ];
}

interface Piece {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
}

/** What the statements match and none of `others` does. */
function missing(statements: readonly Statement[], others: readonly Statement[]): Piece[] {
  return statements.flatMap((statement) =>
    piecesOf(statement).filter((piece) => !others.some((other) => covers(other, statement, piece))),
  );
}

function piecesOf(statement: Statement): Piece[] {
  const [principals, actions, resources] = [statement.principals, statement.actions, statement.resources];
  if (statement.inverted !== undefined) return [{ principal: "*", action: statement.inverted, resource: "*" }];
  return principals.flatMap((principal) =>
    actions.flatMap((action) => resources.map((resource) => ({ principal, action, resource }))),
  );
}

/** Whether `other` matches every request that this piece of `statement` does. */
function covers(other: Statement, statement: Statement, { principal, action, resource }: Piece): boolean {
  if (statement.inverted !== undefined || other.inverted !== undefined) return statement.inverted === other.inverted;
  return (
    other.principals.some((pattern) => pattern === "*" || pattern === principal) &&
    // IAM takes actions in any case.
    other.actions.some((pattern) => patternCovers(pattern.toLowerCase(), action.toLowerCase())) &&
    other.resources.some((pattern) => patternCovers(pattern, resource)) &&
    [...other.conditions].every(([name, values]) => impliedBy(statement.conditions.get(name), name, values))
  );
}

/** Operators that hold when one of their values fits: with fewer values they hold for less. */
const anyOfValues =
  /^(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|Bool|Null|IpAddress|(Numeric|Date)(Equals|(LessThan|GreaterThan)(Equals)?)) /;

function impliedBy(condition: readonly string[] | undefined, name: string, values: readonly string[]): boolean {
  if (condition === undefined) return false;
  const within = condition.every((value) => values.includes(value));
  return within && (anyOfValues.test(name) || values.every((value) => condition.includes(value)));
}

/**
 * Whether every text that `pattern` matches is one that `wider` matches, too. `*` is any text, `?` any one character;
 * a `*` of the narrower pattern is only matched by a `*`.
 */
export function patternCovers(wider: string, pattern: string): boolean {
  const expression = [...wider]
    .map((letter) => (letter === "*" ? ".*" : letter === "?" ? "[^*]" : letter.replace(/[\\^$.|+()[\]{}]/, "\\$&")))
    .join("");
  return new RegExp(`^${expression}$`, "s").test(pattern);
}
