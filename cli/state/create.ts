import type { Command } from "commander";
import { readdirSync } from "node:fs";
import { callersAccount } from "../account";
import { exitStatus } from "../exit-status";
import { explain } from "../help";
import { projectHere } from "../models";
import { green, grey, print, tell } from "../terminal";
import { makeOrComplete, stateBucketOf, type Step } from "./bucket";
import { writeContext } from "./write-context";

export function defineCreate(command: Command): void {
  command
    .summary("make the bucket for Terraform's state, or complete it")
    .description(
      `Makes, or completes, the bucket of your account for Terraform's state, and names it in cdktf.json so that everybody
shares it. What is right already stays; running it again is safe.`,
    )
    .option("--dry-run", "say what would be made, and change nothing")
    .action(async ({ dryRun }: { dryRun?: boolean }) => create(dryRun ?? false));
  explain(command, {
    examples: [
      ["./model state create --dry-run", "what would be made, and whether you may"],
      ["./model state create", "makes it; commit cdktf.json afterwards"],
    ],
    statuses: [exitStatus.aws, exitStatus.refused],
  });
}

async function create(dry: boolean): Promise<void> {
  const project = projectHere();
  const { region } = project;
  const account = await callersAccount(region);
  const bucket = stateBucketOf(project, account);
  tell(`Account ${account.id}, region ${region}, as ${account.caller}`);
  await makeOrComplete(bucket, region, dry, (step) => print(asLine(step, dry)));

  const names = project.stateBucket === undefined;
  if (names && !dry) writeContext("cdktf.json", "stateBucket", bucket.at.Bucket);
  print(asLine({ name: `stateBucket in cdktf.json`, outcome: names ? "set" : "there already" }, dry));
  if (names && !dry) tellWhatIsNext();
}

function asLine({ name, outcome }: Step, dry: boolean): string {
  const would = { made: "would make", set: "would set", "there already": "there already" };
  const said = (dry ? would[outcome] : outcome).padEnd(15);
  return `${(outcome === "there already" ? grey : green)(said, process.stdout)}${name}`;
}

function tellWhatIsNext(): void {
  tell("Commit cdktf.json, so that everybody uses this bucket.");
  for (const stackName of localStates()) {
    tell(`${stackName}'s state is still in .state/: move it with ./model deploy ${stackName} --migrate-state`);
  }
}

/** StackNames whose state lies in this folder, from the time before there was a bucket. */
function localStates(): string[] {
  try {
    return readdirSync(".state").flatMap((name) => /^(\w+)\.tfstate$/.exec(name)?.[1] ?? []);
  } catch {
    return [];
  }
}
