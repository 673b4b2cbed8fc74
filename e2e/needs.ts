import type { Mirror } from "./mirror";

/** What the tests need beyond npm's packages, as the set-up of the run found it: a mirror, or the reason for none. */
export type Needs = { readonly mirror: Mirror } | { readonly missing: string };

const variable = "E2E_NEEDS";

/** For the set-up: the workers that run the tests inherit its environment. */
export function pass(needs: Needs): void {
  process.env[variable] = JSON.stringify(needs);
}

/** `describe` for tests that need Terraform, the AWS provider and the emulator; skipped where one cannot be had. */
export function describeWithProvider(name: string, tests: () => void): void {
  if ("mirror" in passed()) describe(name, tests);
  else describe.skip(name, tests);
}

export function mirror(): Mirror {
  const needs = passed();
  if ("missing" in needs) throw new Error(needs.missing);
  return needs.mirror;
}

function passed(): Needs {
  return JSON.parse(process.env[variable] ?? `{"missing":"the run's set-up did not look"}`) as Needs;
}
