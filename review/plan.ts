/**
 * What is read here of `terraform show -json <saved plan>` (Terraform's documentation, "JSON Output Format"). Everything
 * else in it is left alone, as that page asks of readers.
 */
export interface Plan {
  readonly format_version: string;
  readonly terraform_version: string;
  readonly resource_changes?: readonly ResourceChange[];
  /** What the refresh found to be other than the state says. */
  readonly resource_drift?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, ValueChange>>;
  readonly configuration?: { readonly root_module?: { readonly resources?: readonly ConfiguredResource[] } };
}

export interface ResourceChange {
  /** Such as `aws_subnet.public["us-west-2a"]`. */
  readonly address: string;
  readonly previous_address?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly action_reason?: string;
  readonly change: ValueChange;
}

export interface ValueChange {
  /** `no-op`, `create`, `read`, `update`, `delete`, `forget`; a replacement is two of them, in either order. */
  readonly actions: readonly string[];
  readonly before?: Json;
  readonly after?: Json;
  /** In the shape of `after`: true where the value is known only after the apply. */
  readonly after_unknown?: Json;
  /** In the shape of `before` and `after`: true where the value is secret. */
  readonly before_sensitive?: Json;
  readonly after_sensitive?: Json;
  /** Paths of the attributes that cannot be changed in place. */
  readonly replace_paths?: readonly (readonly (string | number)[])[];
  readonly importing?: { readonly id?: string };
}

export interface ConfiguredResource {
  /** Without the key of an instance. */
  readonly address: string;
  /** By argument. */
  readonly expressions?: Readonly<Record<string, unknown>>;
}

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** The text is not a plan that can be read here. */
export class PlanProblem extends Error {}

/**
 * @param text the output of `terraform show -json <saved plan>`
 * @throws PlanProblem when it is something else, or of a major version that came later
 */
export function parsePlan(text: string): Plan {
  const plan = parse(text);
  if (!isObject(plan) || typeof plan.format_version !== "string" || typeof plan.terraform_version !== "string") {
    throw new PlanProblem("this is not the JSON of a Terraform plan: it has no format_version");
  }
  if (!plan.format_version.startsWith("1.")) {
    throw new PlanProblem(
      `Terraform ${plan.terraform_version} writes plans in format ${plan.format_version}; format 1 can be read here`,
    );
  }
  return plan as unknown as Plan;
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new PlanProblem(`Terraform's plan is not JSON: ${(error as Error).message}`);
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
