import type { Command } from "commander";
import type { ModelSpec } from "../models/format/spec";
import { heedAlarms } from "../operate/pause/heed-alarms";
import { pauseReport } from "../operate/pause/report";
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
    .option("--wait", "until nothing runs any more")
    .description(
      "Lets running videos finish and starts no other. Queues, buckets and results stay, and so does the pause when the\nstack is deployed again.",
    )
    .action(pause);
  explain(command, {
    examples: [
      ["./model pause Megadetector", "says what it waits for"],
      ["./model pause Megadetector --wait", "comes back when no instance is left"],
      ["./model resume Megadetector", "takes the work up again"],
    ],
    statuses: [exitStatus.aws],
    permissions: actionsOf("pause"),
  });
}

async function pause(name: string, { wait }: { wait?: boolean }): Promise<void> {
  const spec = queueModelNamed(name, modelsHere().models, "pause");
  const before = await setPause(spec, "paused");
  if (before === undefined) throw notDeployed(spec);
  const refusal = await heedAlarms(spec, false);
  print(bold(`${spec.stackName} ${before ? "was paused already" : "is paused"}.`, process.stdout));
  // Said at once, and not after a wait of hours.
  if (refusal) process.exitCode = reportAlarmLeft("the alarm on waiting videos may still order instances", refusal);
  let said = "";
  for (;;) {
    const { lines, quiet } = await look(spec);
    if (lines.join() !== said) for (const line of lines) print(line);
    said = lines.join();
    if (quiet || !wait) break;
    await new Promise((resolve) => setTimeout(resolve, 10_000));
  }
  print(`To take it up again: ./model resume ${spec.stackName}`);
}

async function look(spec: ModelSpec) {
  const facts = await gather(spec);
  if ("missing" in facts) throw notDeployed(spec, facts.missing);
  return pauseReport(facts, spec);
}
