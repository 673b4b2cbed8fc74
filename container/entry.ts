import { rmSync } from "node:fs";
import { homedir } from "node:os";
import { basename, resolve } from "node:path";
import { callersAccount, type Account } from "../cli/account";
import { deploy } from "../cli/deploy/deploy";
import { exitStatus, type ExitStatus } from "../cli/exit-status";
import { modelsHere } from "../cli/models";
import { report } from "../cli/report";
import { exists, makeOrComplete, stateBucketOf } from "../cli/state/bucket";
import { writeContext } from "../cli/state/write-context";
import { tell } from "../cli/terminal";
import { UserError } from "../cli/user-error";
import { failureKind } from "../operate/aws-failure";
import type { AnyModelSpec, ProjectSpec } from "../models/format/spec";
import { requireRealCredentials, requireWritable } from "./mounts";
import { makeWorkFolder } from "./work-folder";

const TAKE_OVER = "--take-over";

const USAGE = `usage: docker run -v "$PWD":/data -v "$HOME"/.aws/credentials:/home/docker_user/.aws/credentials <image> \\
         /data/<model>.yaml /data/stacks/<model> [${TAKE_OVER}]

Deploys the model, without asking, and saves the outputs of its stack in that folder, as outputs.json. Region, tags and
state bucket are those of a cdktf.json beside the YAML, if there is one. ${TAKE_OVER} imports what a killed run made.`;

const MOUNT_CREDENTIALS = `In a container they are those that you mount: -v "$HOME"/.aws/credentials:${homedir()}/.aws/credentials`;

async function main(words: readonly string[]): Promise<ExitStatus> {
  const [yaml, outputs, ...more] = words.filter((word) => word !== TAKE_OVER);
  const asksForHelp = words.includes("--help") || words.includes("-h");
  if (asksForHelp || yaml === undefined || outputs === undefined || more.length > 0) {
    tell(USAGE);
    return asksForHelp ? exitStatus.done : exitStatus.usage;
  }
  await deployOne(yaml, resolve(outputs), words.includes(TAKE_OVER));
  return exitStatus.done;
}

/** @param outputs absolute path of the folder for outputs.json */
async function deployOne(yaml: string, outputs: string, takeOver: boolean): Promise<void> {
  const { folder, settings } = makeWorkFolder(yaml);
  try {
    process.chdir(folder);
    const { project, spec } = read(yaml);
    requireWritable(outputs);
    requireRealCredentials();
    tell(`${spec.stackName} goes to ${spec.region}; settings are those of ${settings}.`);
    const account = await callersAccount(project.region);
    const stateBucket = await ensureStateBucket(project, account);
    const deployment = { spec, project: { ...project, stateBucket }, account };
    await deploy(deployment, ["--auto-approve"], { takeOver, outputs });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The one model of the working directory; its mistakes are told of the file that the user knows. */
function read(yaml: string): { readonly project: ProjectSpec; readonly spec: AnyModelSpec } {
  try {
    const { project, models } = modelsHere();
    const [spec] = models;
    if (!spec) throw new UserError(`${yaml} holds no model`);
    return { project, spec };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message.replaceAll(`models/${basename(yaml)}`, yaml), error.status);
  }
}

/** State in the container would die with it. */
async function ensureStateBucket(project: ProjectSpec, account: Account): Promise<string> {
  const bucket = stateBucketOf(project, account);
  if (!(await exists(bucket, project.region))) {
    tell(`Terraform's state goes to the bucket ${bucket.at.Bucket}, which is made now:`);
    await makeOrComplete(bucket, project.region, false, ({ name, outcome }) => tell(`  ${outcome}  ${name}`));
  }
  if (project.stateBucket === undefined) writeContext("cdktf.json", "stateBucket", bucket.at.Bucket);
  return bucket.at.Bucket;
}

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
void main(process.argv.slice(2))
  .catch((error: unknown) => {
    const status = report(error);
    if (failureKind(error) === "credentials missing") tell(MOUNT_CREDENTIALS);
    return status;
  })
  .then((status) => (process.exitCode = status));
