import { join } from "node:path";
import { parsePlan } from "../../review/plan";
import type { StackOutcome } from "../../review/report";
import { reviewStack } from "../../review/stack-review";
import { failureOf } from "./failure";
import { initialize, terraform } from "./terraform";

/** The saved plan, in the folder where Terraform runs for the stack; `terraform apply` takes it. */
export const planFile = "review.tfplan";

export function stackFolder(folder: string, stack: string): string {
  return join(folder, "cdktf.out", "stacks", stack);
}

/** Lets Terraform plan one stack and reviews the plan. Whatever goes wrong with one stack is its outcome, and stops no other. */
export async function planStack(stack: string, lock: boolean): Promise<StackOutcome> {
  const folder = stackFolder(".", stack);
  const init = await initialize(folder);
  if (init.status !== 0) return { stack, problem: failureOf(stack, init) };
  const plan = await terraform(folder, "plan", "-input=false", "-no-color", `-lock=${lock}`, `-out=${planFile}`);
  if (plan.status !== 0) return { stack, problem: failureOf(stack, plan) };
  const shown = await terraform(folder, "show", "-json", planFile);
  if (shown.status !== 0) return { stack, problem: failureOf(stack, shown) };
  return { stack, review: reviewStack(stack, parsePlan(shown.stdout)), rawPlan: withoutProgress(plan.stdout) };
}

/** For people to read below the review; nothing is taken from it. */
function withoutProgress(said: string): string {
  const lines = said
    .split("\n")
    .filter((line) => !/: (Refreshing state\.\.\.|Reading\.\.\.|Read complete after)/.test(line));
  const end = lines.findIndex((line) => line.startsWith("Saved the plan to: "));
  return (end < 0 ? lines : lines.slice(0, end))
    .join("\n")
    .replace(/─+\s*$/, "")
    .trim();
}

/** Such as "Terraform 1.11.4 and AWS provider 6.25.0"; undefined when it cannot be told. */
export async function plannedWith(stack: string): Promise<string | undefined> {
  const { status, stdout } = await terraform(stackFolder(".", stack), "version", "-json");
  if (status !== 0) return undefined;
  const version = JSON.parse(stdout) as { terraform_version?: string; provider_selections?: Record<string, string> };
  const aws = version.provider_selections?.["registry.terraform.io/hashicorp/aws"];
  return `Terraform ${version.terraform_version}${aws === undefined ? "" : ` and AWS provider ${aws}`}`;
}

/** Addresses that the state of a removed stack still holds; undefined when it cannot be read. */
export async function leftOf(stack: string, baseFolder: string): Promise<string[] | undefined> {
  const folder = stackFolder(baseFolder, stack);
  if ((await initialize(folder)).status !== 0) return undefined;
  const { status, stdout, stderr } = await terraform(folder, "state", "list");
  if (status !== 0) return stderr.includes("No state file was found") ? [] : undefined;
  return stdout.split("\n").filter((address) => address !== "" && !address.startsWith("data."));
}
