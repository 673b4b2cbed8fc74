import { renameSync } from "node:fs";
import { resolve } from "node:path";
import type { ProjectSpec } from "../../models/format/spec";
import { init, terraform } from "../deploy/terraform";
import { progress, tell } from "../terminal";
import { UserError } from "../user-error";
import { localState, localStateFile, type Addresses } from "./stack-state";

/**
 * A state in this folder that the bucket does not have: deployed before there was a bucket. Terraform by itself would
 * see it only as long as cdktf.out is there, and else begin from nothing and make everything a second time.
 *
 * @param inBucket the bucket's state of the stack
 */
export function stateToMove(project: ProjectSpec, stackName: string, inBucket: Addresses | undefined): boolean {
  return project.stateBucket !== undefined && inBucket === undefined && localState(stackName) !== undefined;
}

export function refuseToBeginAnew(stackName: string): UserError {
  return new UserError(`${stackName} is deployed, but its state is still in ${localStateFile(stackName)}, not in the bucket
Move it there: ./model deploy ${stackName} --migrate-state`);
}

/** Puts this folder's state of a synthesized stack into the bucket; Terraform refuses if there is another one. */
export async function moveState(stackName: string): Promise<void> {
  const file = localStateFile(stackName);
  await progress(`Moving ${stackName}'s state from ${file} into the bucket`, async () => {
    await init(stackName, "-reconfigure");
    await terraform(stackName, ["state", "push", resolve(file)]);
  });
  const kept = `${file}.moved`;
  renameSync(file, kept);
  tell(`Moved; the file is kept as ${kept}.`);
}
