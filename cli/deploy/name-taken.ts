import { earlierStack } from "../../operate/check/earlier-stack";
import { exitStatus } from "../exit-status";
import { UserError } from "../user-error";
import type { Deployment } from "./deploy";

/**
 * Ends a deploy onto a name that a stack of the earlier tool, or anybody else's, still has. Terraform notices that too, but
 * only by its group: one that is half deleted it would meet half-way, and `--take-over` would then make it its own.
 *
 * @throws UserError before anything is changed
 */
export async function refuseTakenName({ spec, project, account }: Deployment): Promise<void> {
  const { mark, says, advice } = await earlierStack.look({ spec, project, accountId: account.id });
  if (mark === "wrong") throw new UserError(`${says}; nothing was changed\n${advice}`, exitStatus.refused);
}
