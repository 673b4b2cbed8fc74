import type { ReadModel } from "./read-model";
import type { ProjectSpec } from "./spec";
import { MAX_TAGS } from "./tags";

/** Default quota "VPCs per Region" ("Amazon VPC quotas"). */
const VPCS_PER_REGION = 5;

/** The client reads one page of ten capacity providers, of which AWS's own FARGATE and FARGATE_SPOT are two. */
const STACKS_PER_REGION = 8;

/** Rules about all models together, and about a model and its project. */
export function reportAcross(models: readonly ReadModel[], project: ProjectSpec | undefined): void {
  reportSameNames(models);
  if (project?.repository !== undefined) reportTakenName(models);
  for (const model of models) reportTags(model, project?.tags ?? {});
  for (const [region, here] of byRegion(models)) {
    reportContainedNames(here);
    reportSameRepositories(here);
    reportCrowded(region, here);
  }
}

function reportSameNames(models: readonly ReadModel[]): void {
  const first = new Map<string, ReadModel>();
  for (const model of models) {
    const name = model.stackName;
    if (name === undefined) continue;
    const twin = first.get(name.toLowerCase());
    if (!twin) first.set(name.toLowerCase(), model);
    else if (twin.stackName === name) model.report("StackName", `${name} is the name in ${twin.file}, too; rename one`);
    else
      model.report(
        "StackName",
        `${name} is ${twin.stackName} in ${twin.file} but for capitals, which bucket names do not have; rename one`,
      );
  }
}

/** The stack that is made beside the models' once cdktf.json names a repository; names of buckets have no capitals. */
function reportTakenName(models: readonly ReadModel[]): void {
  for (const { stackName, report } of models) {
    if (stackName?.toLowerCase() !== "githubaccess") continue;
    report(
      "StackName",
      `${stackName} is the name of the stack that gives GitHub access, which cdktf.json's repository asks for; rename this model, or remove repository`,
    );
  }
}

function reportTags(model: ReadModel, common: Readonly<Record<string, string>>): void {
  const spelling = new Map(Object.keys(common).map((key) => [key.toLowerCase(), key]));
  for (const key of Object.keys(model.tags)) {
    const twin = spelling.get(key.toLowerCase());
    if (twin !== undefined && twin !== key)
      model.report("Tags", `${key} is ${twin} of cdktf.json's tags but for capitals, which IAM does not tell apart`);
  }
  const count = Object.keys({ ...common, ...model.tags }).length;
  if (count > MAX_TAGS) model.report("Tags", `${count} tags with those of cdktf.json; ${MAX_TAGS} are allowed`);
}

function byRegion(models: readonly ReadModel[]): ReadonlyMap<string, ReadModel[]> {
  const regions = new Map<string, ReadModel[]>();
  for (const model of models) {
    if (model.stackName === undefined || model.region === undefined) continue;
    const here = regions.get(model.region);
    if (here) here.push(model);
    else regions.set(model.region, [model]);
  }
  return regions;
}

/** `deepsea-ai ecsshutdown` takes the first cluster of the region whose ARN contains the name. */
function reportContainedNames(models: readonly ReadModel[]): void {
  for (const { stackName = "", region = "", report } of models) {
    const others = models.filter((other) => other.stackName !== stackName);
    const outer = others.filter((other) => other.stackName?.includes(stackName));
    const inner = others.filter((other) => stackName.includes(other.stackName ?? stackName));
    const danger = (name: string) => `\`deepsea-ai ecsshutdown --cluster ${name}\` may shut down`;
    if (`arn:aws:ecs:${region}:cluster/`.includes(stackName))
      report(
        "StackName",
        `${stackName} is part of every cluster's ARN: ${danger(stackName)} another; rename it`,
        "warning",
      );
    else if (outer.length > 0)
      report(
        "StackName",
        `${stackName} is part of ${named(outer)}: ${danger(stackName)} that instead; rename one`,
        "warning",
      );
    if (inner.length > 0)
      report(
        "StackName",
        `${stackName} contains ${named(inner)}: ${danger(inner[0]?.stackName ?? "")} this instead; rename one`,
        "warning",
      );
  }
}

/** ECR makes a name once in an account's region; a second model uses the first one's repository by its whole reference. */
function reportSameRepositories(models: readonly ReadModel[]): void {
  const first = new Map<string, ReadModel>();
  for (const model of models) {
    const name = model.repository;
    if (name === undefined) continue;
    const twin = first.get(name);
    if (!twin) first.set(name, model);
    else
      model.report(
        "Repository",
        `${name} is the repository of ${twin.stackName} (${twin.file}), too; give it another Name, or remove Repository and write that image's whole reference`,
      );
  }
}

function named(models: readonly ReadModel[]): string {
  const names = models.slice(0, 3).map(({ stackName, file }) => `${stackName} (${file})`);
  return models.length > 3 ? `${names.join(", ")} and ${models.length - 3} more` : names.join(" and ");
}

function reportCrowded(region: string, models: readonly ReadModel[]): void {
  const own = models.filter(({ ownVpc }) => ownVpc);
  own[VPCS_PER_REGION]?.report(
    "StackName",
    `${own.length} stacks in ${region} have a VPC of their own; the default quota is ${VPCS_PER_REGION}: ask AWS for more, or share one with Network`,
    "warning",
  );
  const fleets = models.filter(({ hasFleet }) => hasFleet);
  fleets[STACKS_PER_REGION]?.report(
    "StackName",
    `${fleets.length} stacks with a fleet in ${region}; \`deepsea-ai ecsshutdown\` sees ${STACKS_PER_REGION}: it may not find this one`,
    "warning",
  );
}
