import { isDeepStrictEqual } from "node:util";
import { isList, isObject, type Json, type JsonObject } from "../plan";
import { plainly } from "../values";

/** One rule by which AWS deletes: what it lets live, the objects of so many days or so many images. */
export interface Rule {
  readonly called: string;
  /** 0 where the rule counts neither: it names a date, for example. */
  readonly amount: number;
  readonly unit: "days" | "images";
  /** All else in it. */
  readonly rest: Json;
}

/** The rules that are new, or let live less than they did. */
export function sooner(before: readonly Rule[], after: readonly Rule[]): string[] {
  return after.flatMap(({ called, amount, unit, rest }) => {
    const known = before.filter((earlier) => isDeepStrictEqual(earlier.rest, rest));
    if (known.some((earlier) => earlier.amount <= amount)) return [];
    if (amount === 0) return [`${called} is new`];
    const instead = known.map((earlier) => ` instead of ${earlier.amount}`).join("");
    return [`${called} keeps ${amount} ${unit}${instead}`];
  });
}

/** Of `aws_s3_bucket_lifecycle_configuration`. */
export function objectRules(rules: Json | undefined): Rule[] {
  return objects(rules).flatMap(({ expiration, ...rule }) =>
    rule.status === "Enabled"
      ? objects(expiration).map(({ days, ...rest }) => ({
          called: `the rule ${plainly(rule.id)}`,
          amount: Number(days ?? 0),
          unit: "days" as const,
          rest: { ...rule, expiration: rest },
        }))
      : [],
  );
}

/** Of the text of an `aws_ecr_lifecycle_policy` ("Lifecycle policy properties in Amazon ECR"). */
export function imageRules(policy: Json | undefined): Rule[] {
  const { rules } = (typeof policy === "string" ? JSON.parse(policy) : {}) as { readonly rules?: Json };
  return objects(rules).flatMap(({ rulePriority, selection, action }) =>
    objects([selection ?? null]).map(({ countNumber, ...rest }) => ({
      called: `the rule ${plainly(rulePriority)}`,
      amount: Number(countNumber ?? 0),
      unit: rest.countType === "imageCountMoreThan" ? ("images" as const) : ("days" as const),
      rest: { selection: rest, action: action ?? null },
    })),
  );
}

function objects(list: Json | undefined): readonly JsonObject[] {
  return isList(list) ? list.filter(isObject) : [];
}
