import type { Command } from "commander";
import type { ModelSpec } from "../models/format/spec";
import { actionsOf } from "../operate/permissions";
import { explain as judge } from "../operate/status/explain";
import type { Facts } from "../operate/status/facts";
import { gather } from "../operate/status/gather";
import { moneyPerHour } from "../operate/status/money";
import { screen, verdictLines } from "../operate/status/screen";
import { exitStatus } from "./exit-status";
import { explain } from "./help";
import { modelsHere, queueModelNamed } from "./models";
import { notDeployed } from "./not-deployed";
import { report } from "./report";
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
    .description("Shows on one screen what a stack does, why nothing runs if nothing runs, and what to do. Only looks.")
    .action(status);
  explain(command, {
    examples: [
      ["./model status Megadetector", "one look"],
      ["./model status Megadetector --watch", "while the first videos start"],
      ["./model status Megadetector --json", "for a program"],
    ],
    statuses: [exitStatus.aws],
    permissions: actionsOf("status"),
  });
}

async function status(name: string, { watch: watching, json }: Options): Promise<void> {
  const spec = queueModelNamed(name, modelsHere().models, "status");
  const look = async () => {
    const facts = await gather(spec);
    if ("missing" in facts) throw notDeployed(spec, facts.missing);
    if (watching && !json && coloured(process.stdout)) process.stdout.write("\u001b[H\u001b[2J");
    if (json) print(JSON.stringify(asJson(facts, spec)));
    else show(facts, spec);
  };
  if (watching) await watch(look, seconds(10), report);
  else await look();
}

function show(facts: Facts, spec: ModelSpec): void {
  const time = new Date(facts.at * 1000).toISOString().slice(0, 16).replace("T", " ");
  const [headline, ...advice] = verdictLines(judge(facts, spec));
  print(`${bold(`${spec.stackName} in ${spec.region}`, process.stdout)}  ${grey(`${time} UTC`, process.stdout)}\n`);
  print(bold(headline ?? "", process.stdout));
  for (const line of advice) print(`  ${line}`);
  print("");
  for (const { label, text } of screen(facts, spec)) print(`${label.padEnd(10)} ${text}`);
}

const asJson = (facts: Facts, spec: ModelSpec) => ({
  ...judge(facts, spec),
  ...facts,
  moneyPerHour: moneyPerHour(facts.group?.instances ?? [], spec),
});
