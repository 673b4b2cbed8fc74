import type { StackSpec } from "../../models/format/spec";
import { cdktf, isCancelled } from "../deploy/cdktf";
import { requireStateBucket, type Deployment } from "../deploy/deploy";
import { removeImports } from "../deploy/imports";
import { bucketsOf } from "../deploy/kept-buckets";
import { imagesIn, repositoryAddress } from "../deploy/repository";
import { synthesize } from "../deploy/synthesize";
import { init, requireTerraform, terraform } from "../deploy/terraform";
import { trouble } from "../deploy/trouble";
import { exitStatus } from "../exit-status";
import { outputsFile, removeOutputs } from "../outputs/saved";
import { refuseToBeginAnew, stateToMove } from "../state/move";
import { readState, type Addresses } from "../state/stack-state";
import { green, print, progress, tell } from "../terminal";
import { UserError } from "../user-error";
import { fullOnes, type Full } from "./contents";
import { messagesOf, type Messages } from "./messages";

export interface Permissions {
  /** Waiting and unfinished videos may go with their queue. */
  readonly abandonVideos: boolean;
  /** Called with what will be lost and kept; throws to stop. */
  readonly approve: () => Promise<void>;
}

/** @param words flags for cdktf; its own question is not asked */
export async function destroy(
  deployment: Deployment,
  words: readonly string[],
  { abandonVideos, approve }: Permissions,
): Promise<void> {
  const { spec, project, account } = deployment;
  const { stackName, region } = spec;
  requireTerraform();
  await requireStateBucket(deployment);
  const state = await readState(project, stackName);
  if (stateToMove(project, stackName, state)) throw refuseToBeginAnew(stackName);
  if (!state || state.size === 0) {
    print(`${stackName} is not deployed; there is nothing to destroy.`);
    return;
  }

  const messages = await messagesOf(spec);
  if (!abandonVideos) refuseWhileThereAreVideos(stackName, messages);
  const full = await fullOnes(
    bucketsOf(spec, account).filter(({ address }) => state.has(address)),
    region,
    account,
  );
  const images = state.has(repositoryAddress) ? await imagesIn(spec) : undefined;
  for (const line of consequences(deployment, messages, full, images)) tell(line);
  await approve();

  synthesize();
  removeImports(stackName);
  const kept = [...full.map(({ address }) => address), ...(images === undefined ? [] : [repositoryAddress])];
  await keep(stackName, kept, state);
  const said = await cdktf(["destroy", stackName, "--skip-synth", ...new Set([...words, "--auto-approve"])]);
  if (said.status !== 0 || isCancelled(said)) throw trouble(said, "destroy", stackName);
  removeOutputs(outputsFile(stackName));
  for (const line of farewell(full)) tell(line);
  for (const line of images === undefined ? [] : farewellToImages(spec, images)) tell(line);
}

function refuseWhileThereAreVideos(stackName: string, { waiting, inFlight }: Messages): void {
  if (waiting + inFlight === 0) return;
  throw new UserError(
    `${stackName} has work: ${inFlight} in flight, ${waiting} waiting in the video queue. They would be lost with it.
Wait until they are done, or say that they may be lost: ./model destroy ${stackName} --abandon-videos`,
    exitStatus.refused,
  );
}

function* consequences(
  { spec, account }: Deployment,
  messages: Messages,
  full: readonly Full[],
  images: string | undefined,
): Iterable<string> {
  const parts = {
    queue: "instances, cluster, queues, roles and logs",
    served: "load balancer, tasks, cluster, roles and all logs; requests on their way fail",
  };
  yield `This destroys ${spec.stackName} in account ${account.id}, ${spec.region}: ${parts[spec.kind]}.`;
  const { waiting, inFlight, track, dead } = messages;
  if (waiting + inFlight > 0) yield `  lost: ${inFlight} videos in flight, ${waiting} waiting`;
  if (track > 0) yield `  lost: ${track} messages in the track queue, reports of finished videos`;
  if (dead > 0) yield `  lost: ${dead} messages in the dead queue, videos that failed`;
  for (const { name, holds } of full) yield `  kept: the bucket ${name} with ${holds}`;
  if (spec.pipeline)
    yield `  the pipeline ${spec.pipeline.name} can hand it no video any more; if it is to go too, destroy it first`;
  if (images !== undefined) yield `  kept: the image repository ${spec.repository?.name} with ${images}`;
}

/** Out of the state, what is kept and its settings stay as they are: private, encrypted, and with their data. */
async function keep(stackName: string, kept: readonly string[], state: Addresses): Promise<void> {
  const addresses = kept.flatMap((address) => {
    const [, name = ""] = address.split(".");
    return [...state].filter((each) => each.split(".")[1] === name || each.split(".")[1]?.startsWith(`${name}_`));
  });
  if (addresses.length === 0) return;
  await progress("Taking what holds data out of the state", async () => {
    await init(stackName);
    await terraform(stackName, ["state", "rm", ...addresses]);
  });
}

function* farewell(full: readonly Full[]): Iterable<string> {
  yield `${green("Destroyed.")}${full.length > 0 ? " These buckets stay, and the next deploy takes them over again:" : ""}`;
  for (const { name, holds } of full) yield `  ${name}, ${holds}`;
  if (full.length === 0) return;
  yield `To delete one with all its data: aws s3 rm s3://<bucket> --recursive && aws s3 rb s3://<bucket>`;
}

function* farewellToImages({ repository, region }: StackSpec, images: string): Iterable<string> {
  yield `The image repository ${repository?.name} stays with ${images}, and the next deploy takes it over again.`;
  yield `To delete it with its images: aws ecr delete-repository --force --region ${region} --repository-name ${repository?.name}`;
}
