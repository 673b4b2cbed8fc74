import type { AnyModelSpec, ProjectSpec } from "../../models/format/spec";
import type { Account } from "../account";
import { deployedOutputs, outputsFile, saveOutputs } from "../outputs/saved";
import { exists, stateBucketOf } from "../state/bucket";
import { moveState, refuseToBeginAnew, stateToMove } from "../state/move";
import { readState } from "../state/stack-state";
import { green, tell } from "../terminal";
import { UserError } from "../user-error";
import { cdktf, isCancelled, type Said } from "./cdktf";
import { importOf, removeImports, writeImports } from "./imports";
import { keptBuckets } from "./kept-buckets";
import { refuseTakenName } from "./name-taken";
import { keptRepository } from "./repository";
import { synthesize } from "./synthesize";
import { requireTerraform } from "./terraform";
import { existing, trouble } from "./trouble";

export interface Deployment {
  readonly spec: AnyModelSpec;
  readonly project: ProjectSpec;
  readonly account: Account;
}

/**
 * @param words flags for cdktf
 * @throws UserError, after cdktf has said what went wrong, with what to do about it
 */
export async function deploy(
  deployment: Deployment,
  words: readonly string[],
  { takeOver, outputs }: { readonly takeOver: boolean; readonly outputs?: string },
): Promise<void> {
  const { spec, project, account } = deployment;
  const { stackName } = spec;
  requireTerraform();
  requireAnswer(words);
  await refuseTakenName(deployment);
  await requireStateBucket(deployment);
  synthesize();

  const flags = new Set(words);
  let state = await readState(project, stackName);
  if (stateToMove(project, stackName, state)) {
    if (!flags.delete("--migrate-state")) throw refuseToBeginAnew(stackName);
    await moveState(stackName);
    state = await readState(project, stackName);
  }
  const kept = await keptBuckets(spec, account, state ?? new Set());
  for (const { id } of kept)
    tell(`Taking over the bucket ${id}, which exists already: destroy keeps buckets with data.`);
  const keptToo = await keptRepository(spec, state ?? new Set());
  for (const { id } of keptToo)
    tell(`Taking over the image repository ${id}, which exists already: destroy keeps one with images.`);

  try {
    writeImports(stackName, [...kept, ...keptToo]);
    const said = await apply(stackName, flags, takeOver);
    if (said.status !== 0 || isCancelled(said)) throw trouble(said, "deploy", stackName, { takeOver });
  } finally {
    removeImports(stackName);
  }
  await save(spec, outputs);
}

/**
 * With `takeOver`, as often as Terraform meets something that exists already: what depends on it is tried only after it
 * was imported, and may exist as well.
 */
async function apply(stackName: string, flags: Iterable<string>, takeOver: boolean): Promise<Said> {
  const taken = new Set<string>();
  for (;;) {
    const said = await cdktf(["deploy", stackName, "--skip-synth", ...flags]);
    const there = said.status === 0 || !takeOver ? [] : existing(said.text);
    const found = there.flatMap((address) => (taken.has(address) ? [] : (importOf(stackName, address) ?? [])));
    if (found.length === 0) return said;
    for (const { to } of found) taken.add(to);
    tell(`Taking over what exists already: ${found.map(({ to }) => to).join(", ")}`);
    writeImports(stackName, found);
  }
}

async function save(spec: AnyModelSpec, folder?: string): Promise<void> {
  const outputs = await deployedOutputs(spec);
  // Terraform made the parameter a moment ago.
  if (!outputs) throw new UserError(`${spec.stackName} was deployed, but its outputs are not in the Parameter Store`);
  const file = outputsFile(spec.stackName, folder);
  saveOutputs(file, outputs);
  tell(`${green("Deployed.")} Its outputs are in ${file} and in ./model outputs ${spec.stackName}`);
}

/** cdktf asks on a terminal; without one it would crash after it has made a plan, and leave Terraform waiting. */
export function requireAnswer(words: readonly string[]): void {
  if (process.stdin.isTTY || words.includes("--auto-approve")) return;
  throw new UserError("there is no terminal to ask on; say that it need not ask: --auto-approve");
}

export async function requireStateBucket({ project, account }: Deployment): Promise<void> {
  const { stateBucket, region } = project;
  if (stateBucket === undefined || (await exists(stateBucketOf(project, account), region))) return;
  throw new UserError(`the state bucket ${stateBucket} of cdktf.json does not exist in account ${account.id}
Make it: ./model state create`);
}
