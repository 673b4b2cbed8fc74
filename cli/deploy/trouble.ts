import { exitStatus } from "../exit-status";
import { UserError } from "../user-error";
import { isCancelled, type Said } from "./cdktf";

/** Who holds a stack's lock, as Terraform says it. */
const LOCK = /Error acquiring the state lock[\s\S]*?Who:\s+(\S+)[\s\S]*?Created:\s+([\d-]+ [\d:]+)\S* \+0000 UTC/;

/** How the services say that a name is taken. */
const EXISTS = /already\s*exists|AlreadyExists|AlreadyOwnedByYou|ResourceConflictException|ResourceExistsException/i;

/** How EC2 refuses a second subnet or internet gateway where a VPC of this stack has one already. */
const STRANDED = /InvalidSubnet\.Conflict|already has an internet gateway attached|Resource\.AlreadyAssociated/;

/** Addresses of what AWS would not make because it is there already, in the order in which Terraform says so. */
export function existing(said: string): string[] {
  const addresses = said
    .split(/\bError: /)
    .slice(1)
    .filter((error) => EXISTS.test(error))
    .flatMap((error) => /\bwith (aws_\w+\.[\w-]+)/.exec(error)?.[1] ?? []);
  return [...new Set(addresses)];
}

/** What the user can do about a deploy or destroy that did not work, from what it said. */
export function trouble(
  said: Said,
  verb: "deploy" | "destroy",
  stackName: string,
  { takeOver = false }: { readonly takeOver?: boolean } = {},
): UserError {
  const [, who, since] = LOCK.exec(said.text) ?? [];
  if (who !== undefined) {
    return new UserError(
      `${stackName} is locked: ${who} has been changing it since ${since} UTC. Nothing was changed.
Wait until that is done. If it was killed, its lock stays behind: ./model state unlock ${stackName}`,
      exitStatus.refused,
    );
  }
  if (isCancelled(said)) {
    return new UserError("answered with no; nothing was changed", exitStatus.refused);
  }
  if (/Backend configuration changed/.test(said.text)) {
    return new UserError(`${stackName}'s state used to be elsewhere: cdktf.json now names another bucket or prefix
Move it there: ./model deploy ${stackName} --migrate-state`);
  }
  if (/GithubAccess-boundary\s+does\s+not\s+exist/.test(said.text)) {
    return new UserError(`cdktf.json names a repository, so roles need the boundary of the stack GithubAccess, which is not there yet
Make it first: npx cdktf deploy GithubAccess. Then run this again; what was made until now is in the state.`);
  }
  if (verb === "deploy" && STRANDED.test(said.text)) {
    return new UserError(`a deploy that was killed has left parts of ${stackName}'s VPC behind, and ${stackName}'s state does not know them
Delete every VPC with the tag Model=${stackName}, with all that is in it, in the VPC console. No instance may run in it.
Then make it anew: ./model deploy ${stackName} --take-over`);
  }
  const there = existing(said.text);
  if (there.length > 0 && takeOver) {
    return new UserError(`these exist in AWS, and --take-over cannot tell by their names what they are:
${there.map((address) => `  ${address}`).join("\n")}
Delete each of them in AWS, or import it in cdktf.out/stacks/${stackName} with: terraform import <address> <id>
What the id is, the page of its type says in the AWS provider's documentation. Then run this again.`);
  }
  if (verb === "deploy" && there.length > 0) {
    return new UserError(`these exist in AWS, but ${stackName}'s state does not know them:
${there.map((address) => `  ${address}`).join("\n")}
A deploy that was killed leaves them behind: ./model deploy ${stackName} --take-over
If somebody else has deployed a stack of this name in this account, choose another StackName instead.`);
  }
  return new UserError(
    `${verb} of ${stackName} failed; see above. What was done is in the state: run it again after fixing.`,
  );
}
