import type { Mirror } from "../emulator/mirror";

/** What tests need beyond npm's packages, as the set-up of the run found it: the thing, or why it cannot be had. */
export interface Needs {
  /** For tests that deploy: Terraform, the AWS provider in this mirror, and the emulator's Python packages. */
  readonly deploying: { readonly mirror: Mirror } | Missing;
  /** For tests that only call AWS's API: a Python interpreter that has the emulator's packages. */
  readonly emulating: { readonly python: string } | Missing;
  /** For tests that check security: a Python interpreter that has checkov. */
  readonly checkov: { readonly python: string } | Missing;
}

export interface Missing {
  readonly missing: string;
}

const variable = "E2E_NEEDS";

/** For the set-up: the processes that run the tests inherit its environment. */
export function pass(needs: Needs): void {
  process.env[variable] = JSON.stringify(needs);
}

function passed(): Needs {
  const missing = { missing: "The set-up of the run did not look for it." };
  return JSON.parse(
    process.env[variable] ?? JSON.stringify({ deploying: missing, emulating: missing, checkov: missing }),
  ) as Needs;
}

/** `describe` for tests that deploy; skipped where what they need cannot be had. */
export function describeDeploying(name: string, tests: () => void): void {
  describeWith(passed().deploying, name, tests);
}

/** `describe` for tests that call the emulator without Terraform; skipped where it cannot be had. */
export function describeEmulated(name: string, tests: () => void): void {
  describeWith(passed().emulating, name, tests);
}

/** `describe` for tests that run checkov; skipped where it cannot be had. */
export function describeCheckov(name: string, tests: () => void): void {
  describeWith(passed().checkov, name, tests);
}

function describeWith(need: object | Missing, name: string, tests: () => void): void {
  if ("missing" in need) describe.skip(name, tests);
  else describe(name, tests);
}

export function mirror(): Mirror {
  return had(passed().deploying).mirror;
}

export function pythonWithCheckov(): string {
  return had(passed().checkov).python;
}

function had<Need extends object>(need: Need | Missing): Need {
  if ("missing" in need) throw new Error(need.missing);
  return need;
}
