import type { ModelSpec } from "./spec";
import type { ReadModel } from "./read-model";

/** Default quota "VPCs per Region" ("Amazon VPC quotas"). */
const VPCS_PER_REGION = 5;

/** The client reads one page of capacity providers and of services, ten each, and there are AWS's own providers among them. */
const STACKS_PER_REGION = 8;

/** Rules about all models together. */
export function reportAcross(models: readonly ReadModel[]): void {
  reportSameNames(models);
  reportContainedNames(models);
  reportCrowded(models);
}

function reportSameNames(models: readonly ReadModel[]): void {
  const first = new Map<string, ReadModel>();
  for (const model of models) {
    if (model.stackName === undefined) continue;
    const key = model.stackName.toLowerCase();
    const twin = first.get(key);
    if (!twin) first.set(key, model);
    else
      model.reportName(
        `${model.stackName} is ${twin.stackName === model.stackName ? "" : `${twin.stackName}, but for case, `}the name in ${twin.file} too; names are unique, and bucket names have no capitals`,
      );
  }
}

function reportContainedNames(models: readonly ReadModel[]): void {
  for (const inner of models) {
    for (const outer of models) {
      const [a, b] = [inner.stackName, outer.stackName];
      if (a === undefined || b === undefined || a === b || !b.includes(a)) continue;
      const danger = `deepsea-ai ecsshutdown --cluster ${a} may shut down the cluster ${b} instead`;
      inner.reportName(`${a} is a part of ${b} (${outer.file}): ${danger}; rename one`, "warning");
      outer.reportName(`${b} contains ${a} (${inner.file}): ${danger}; rename one`, "warning");
    }
  }
}

function reportCrowded(models: readonly ReadModel[]): void {
  const byRegion = new Map<string, (ReadModel & { readonly spec: ModelSpec })[]>();
  for (const model of models) {
    const { spec } = model;
    if (spec) byRegion.set(spec.region, [...(byRegion.get(spec.region) ?? []), { ...model, spec }]);
  }
  for (const [region, here] of byRegion) {
    const own = here.filter(({ spec }) => spec.network.kind === "own");
    if (own.length > VPCS_PER_REGION)
      own[VPCS_PER_REGION]?.reportName(
        `${own.length} stacks in ${region} have a VPC of their own; a new account may have ${VPCS_PER_REGION}, with its default VPC: ask for a higher quota, or set Network`,
        "warning",
      );
    if (here.length > STACKS_PER_REGION)
      here[STACKS_PER_REGION]?.reportName(
        `${here.length} stacks in ${region}: deepsea-ai ecsshutdown finds ${STACKS_PER_REGION} at most`,
        "warning",
      );
  }
}
