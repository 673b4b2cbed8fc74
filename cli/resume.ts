import type { Command } from "commander";
import { heedAlarms } from "../operate/pause/heed-alarms";
import { resumeReport } from "../operate/pause/report";
import { setPause } from "../operate/pause/set-pause";
import { actionsOf } from "../operate/permissions";
import { gather } from "../operate/status/gather";
import { reportAlarmLeft } from "./alarm-left";
import { exitStatus } from "./exit-status";
import { explain } from "./help";
import { modelsHere, queueModelNamed } from "./models";
import { notDeployed } from "./not-deployed";
import { bold, print } from "./terminal";

export function define(command: Command): void {
  command
    .argument("<model>", "StackName of the model")
    .description("Takes up the work that ./model pause has stopped.")
    .action(resume);
  explain(command, {
    examples: [["./model resume Megadetector", "what waits starts within a minute"]],
    statuses: [exitStatus.aws],
    permissions: actionsOf("resume"),
  });
}

async function resume(name: string): Promise<void> {
  const spec = queueModelNamed(name, modelsHere().models, "resume");
  const before = await setPause(spec, "running");
  if (before === undefined) throw notDeployed(spec);
  const refusal = await heedAlarms(spec, true);
  const facts = await gather(spec);
  if ("missing" in facts) throw notDeployed(spec, facts.missing);
  print(bold(`${spec.stackName} ${before ? "was not paused" : "works again"}.`, process.stdout));
  if (refusal) process.exitCode = reportAlarmLeft("the alarm on waiting videos orders no instances", refusal);
  for (const line of resumeReport(facts)) print(line);
}
