import type { Command } from "commander";
import type { StackSpec } from "../models/format/spec";
import { actionsOf } from "../operate/permissions";
import { verdictLines } from "../operate/status/screen";
import { exitStatus } from "./exit-status";
import { explain } from "./help";
import { modelNamed, modelsHere } from "./models";
import { report } from "./report";
import { lookAt, type Look } from "./status/look";
import { bold, coloured, grey, print } from "./terminal";
import { seconds, watch } from "./watch";

interface Options {
  readonly watch?: boolean;
  readonly json?: boolean;
}

export function define(command: Command): void {
  command
    .argument("<model>", "StackName of the model")
    .option("--watch", "refresh every ten seconds, until Ctrl-C")
    .option("--json", "as JSON, for a program")
    .description("Shows on one screen what a stack does, why nothing runs or answers, and what to do. Only looks.")
    .action(status);
  explain(command, {
    examples: [
      ["./model status Megadetector", "one look"],
      ["./model status Megadetector --watch", "while the first videos start"],
      ["./model status Megadetector --json", "for a program"],
      ["./model status Recommender", "a served model: its tasks, their health, the last deployment"],
    ],
    statuses: [exitStatus.aws],
    permissions: actionsOf("status"),
  });
}

async function status(name: string, { watch: watching, json }: Options): Promise<void> {
  const spec = modelNamed(name, modelsHere().models);
  const look = async () => {
    const seen = await lookAt(spec);
    if (watching && !json && coloured(process.stdout)) process.stdout.write("\u001b[H\u001b[2J");
    if (json) print(JSON.stringify(seen.asJson));
    else show(seen, spec);
  };
  if (watching) await watch(look, seconds(10), report);
  else await look();
}

function show({ at, verdict, rows }: Look, spec: StackSpec): void {
  const time = new Date(at * 1000).toISOString().slice(0, 16).replace("T", " ");
  const [headline, ...advice] = verdictLines(verdict);
  print(`${bold(`${spec.stackName} in ${spec.region}`, process.stdout)}  ${grey(`${time} UTC`, process.stdout)}\n`);
  print(bold(headline ?? "", process.stdout));
  for (const line of advice) print(`  ${line}`);
  print("");
  for (const { label, text } of rows) print(`${label.padEnd(10)} ${text}`);
}
