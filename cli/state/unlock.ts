import type { Command } from "commander";
import type { ProjectSpec } from "../../models/format/spec";
import { confirm } from "../confirm";
import { synthesize } from "../deploy/synthesize";
import { init, requireTerraform, terraform } from "../deploy/terraform";
import { exitStatus } from "../exit-status";
import { explain } from "../help";
import { modelNamed, modelsHere } from "../models";
import { print, tell } from "../terminal";
import { readObject, stateKey } from "./stack-state";

/** What is read here of the object by which Terraform locks a state in S3. */
interface Lock {
  readonly ID: string;
  /** Such as `ana@laptop`. */
  readonly Who: string;
  /** ISO 8601. */
  readonly Created: string;
  /** Such as `OperationTypeApply`. */
  readonly Operation: string;
}

export function defineUnlock(command: Command): void {
  command
    .summary("remove the lock that a killed deploy left behind")
    .description(
      `Shows who has locked the state of a model's stack, and removes the lock after asking. Terraform removes its lock
itself, except when it is killed. Unlocking while it still works would let two runs write one state.`,
    )
    .argument("<model>", "its StackName")
    .option("--auto-approve", "do not ask")
    .action(async (name: string, options: { autoApprove?: boolean }) => unlock(name, options.autoApprove ?? false));
  explain(command, {
    examples: [["./model state unlock Megadetector", "then: ./model deploy Megadetector --take-over"]],
    statuses: [exitStatus.aws, exitStatus.refused],
  });
}

async function unlock(name: string, approved: boolean): Promise<void> {
  const { project, models } = modelsHere();
  const { stackName } = modelNamed(name, models);
  const lock = await lockOf(project, stackName);
  if (!lock) {
    print(`${stackName} is not locked.`);
    return;
  }
  const doing = lock.Operation.replace("OperationType", "").toLowerCase();
  print(
    `${stackName} has been locked by ${lock.Who} since ${lock.Created.slice(0, 19).replace("T", " ")} UTC (${doing}).`,
  );
  if (!approved) await confirm("Only if that run is dead: ", "unlock");
  requireTerraform();
  synthesize();
  await init(stackName);
  await terraform(stackName, ["force-unlock", "-force", lock.ID]);
  print(`Unlocked.`);
  tell(`What the dead run made in its last moments may not be in the state: ./model deploy ${stackName} --take-over`);
}

/** Undefined for a state in this folder, too: the system lets go of its lock when the process is dead. */
async function lockOf(project: ProjectSpec, stackName: string): Promise<Lock | undefined> {
  if (project.stateBucket === undefined) return undefined;
  const text = await readObject(project.region, project.stateBucket, `${stateKey(project, stackName)}.tflock`);
  return text === undefined ? undefined : (JSON.parse(text) as Lock);
}
