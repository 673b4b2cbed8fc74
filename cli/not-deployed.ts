import type { StackSpec } from "../models/format/spec";
import { UserError } from "./user-error";

/** What there is to say when a stack does not exist, or only some parts of it; three parts make a stack. */
export function notDeployed({ stackName, region }: StackSpec, missing?: readonly string[]): UserError {
  if (!missing || missing.length >= 3) {
    return new UserError(`${stackName} is not deployed in ${region}.
Deploy it: ./model deploy ${stackName}
If it should be there, look at the account (aws sts get-caller-identity) and at the model's Region.`);
  }
  return new UserError(`${stackName} is only half there in ${region}: it has no ${missing.join(" and no ")}.
A deploy makes what is missing: ./model deploy ${stackName}`);
}
