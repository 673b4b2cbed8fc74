import type { Command } from "commander";
import { actionsOf } from "../operate/permissions";
import { fetchAll, type Progress } from "../operate/results/fetch-all";
import { StrayKey } from "../operate/results/fetch-result";
import { bytesOf, everything, type Result, type Selection } from "../operate/results/select";
import { lookAtResults, type TrackBucket } from "../operate/results/track-bucket";
import { be, count, size } from "../operate/words";
import { exitStatus } from "./exit-status";
import { explain } from "./help";
import { modelsHere, queueModelNamed } from "./models";
import { notDeployed } from "./not-deployed";
import { bold, coloured, print, tell } from "./terminal";
import { UserError } from "./user-error";

interface Options {
  readonly job?: string;
  readonly all?: boolean;
  readonly to?: string;
  readonly json?: boolean;
}

export function define(command: Command): void {
  command
    .argument("<model>", "StackName of the model")
    .option("--job <name>", "only this job, as it was submitted")
    .option("--all", "whatever job they are of; also those whose job is not known any more")
    .option("--to <folder>", "fetch them; what is there already is not fetched again")
    .option("--json", "the list as JSON, for a program")
    .description("Lists finished results by job, and fetches them. An interrupted fetch goes on where it was.")
    .action(results);
  explain(command, {
    examples: [
      ["./model results Megadetector", "what is finished, by job"],
      ['./model results Megadetector --job "Dive 42" --to results', "fetches the results of one job"],
      ["./model results Megadetector --all --to results", "fetches everything"],
    ],
    statuses: [exitStatus.aws],
    permissions: actionsOf("results"),
  });
}

async function results(name: string, { job, all, to, json }: Options): Promise<void> {
  const spec = queueModelNamed(name, modelsHere().models, "results");
  if (job && all) throw new UserError("give either --job or --all", exitStatus.usage);
  if (to && !job && !all) throw new UserError("say what to fetch: --job <name>, or --all", exitStatus.usage);
  const bucket = await lookAtResults(spec);
  if (!bucket) throw notDeployed(spec);
  const chosen = job === undefined ? undefined : ofJob(bucket, job, spec.stackName);
  if (to) return fetchTo(to, bucket, chosen ?? everything(bucket.selection));
  if (json) return print(JSON.stringify(chosen ?? bucket.selection, null, 2));
  if (chosen) for (const { key, bytes } of chosen) print(`${key}  ${size(bytes)}`);
  else list(spec.stackName, bucket.selection);
  sayHidden(bucket);
}

function ofJob({ selection, hidden }: TrackBucket, job: string, stackName: string): readonly Result[] {
  const found = selection.jobs.find((one) => one.job === job);
  if (found) return found.results;
  const known = selection.jobs.map((one) => one.job);
  const others = known.length === 0 ? "no job has reported a result yet" : `there are: ${known.join(", ")}`;
  throw new UserError(`no result of a job ${job}; ${others}.
${hidden > 0 ? "Others are reading some of the reports now; look again in 15 min. " : ""}Reports are kept for 14 days. Whatever is in the bucket:
./model results ${stackName} --all`);
}

function list(stackName: string, selection: Selection): void {
  print(bold(`${count(everything(selection).length, "result")} of ${stackName}`, process.stdout));
  for (const { job, results, gone } of selection.jobs) {
    const missing = gone.length === 0 ? "" : `; ${gone.length} more ${be(gone.length)} not in the bucket any more`;
    print(`${job}  ${count(results.length, "result")}, ${size(bytesOf(results))}${missing}`);
  }
  const { unknown } = selection;
  if (unknown.length === 0) return;
  print(`(of jobs that are not known any more)  ${count(unknown.length, "result")}, ${size(bytesOf(unknown))}`);
}

/** The client's monitor hides what it reads. */
function sayHidden({ hidden }: TrackBucket): void {
  if (hidden > 0)
    tell(
      `${count(hidden, "report")} ${be(hidden)} being read by others, such as deepsea-ai monitor. Look again in 15 min.`,
    );
}

async function fetchTo(folder: string, bucket: TrackBucket, chosen: readonly Result[]): Promise<void> {
  tell(`${count(chosen.length, "result")}, ${size(bytesOf(chosen))} …`);
  const there = await fetchAll(bucket.client, bucket.name, chosen, folder, show).catch((error: unknown) => {
    throw error instanceof StrayKey ? new UserError(error.message) : error;
  });
  const fresh = chosen.length - there;
  print(
    `${count(fresh, "result")} fetched to ${folder}${there > 0 ? `; ${there} ${there === 1 ? "was" : "were"} there already` : ""}.`,
  );
  sayHidden(bucket);
}

/** On a terminal one line that changes; else a line a result. */
function show({ done, results, file, bytes, allBytes }: Progress): void {
  const line = `${done} of ${results} · ${size(bytes)} of ${size(allBytes)}`;
  if (coloured(process.stderr)) process.stderr.write(`\r\u001b[K${line}${done === results ? "\n" : ""}`);
  else if (file) tell(`${line} · ${file}`);
}
