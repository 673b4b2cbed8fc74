import type { Command } from "commander";
import { lookAtAll, type Line } from "../operate/check/checks";
import { actionsOf } from "../operate/permissions";
import { exitStatus } from "./exit-status";
import { explain } from "./help";
import { modelNamed, modelsHere } from "./models";
import { bold, green, grey, print, red, yellow } from "./terminal";

export function define(command: Command): void {
  command
    .argument("<model>", "StackName of the model")
    .option("--json", "as JSON, for a program")
    .description(
      "Finds what would make a first deploy fail, or the fleet or tasks never start. Only looks; nothing is made.",
    )
    .action(check);
  explain(command, {
    examples: [
      ["./model check Megadetector", "before the first deploy, and whenever instances do not start"],
      ["./model check Megadetector --json", "for a program"],
      ["./model check Recommender", "a served model: also its certificate, and subnets for the load balancer"],
    ],
    statuses: [exitStatus.aws],
    permissions: actionsOf("check"),
  });
}

async function check(name: string, { json = false }: { json?: boolean }): Promise<void> {
  const { project, models } = modelsHere();
  const spec = modelNamed(name, models);
  const lines: Line[] = [];
  if (!json) print(bold(`${spec.stackName} in ${spec.region}`, process.stdout));
  for await (const line of lookAtAll(spec, project)) {
    lines.push(line);
    if (!json) show(line);
  }
  const wrong = lines.filter(({ mark }) => mark === "wrong").length;
  if (json) print(JSON.stringify({ model: spec.stackName, region: spec.region, ready: wrong === 0, lines }, null, 2));
  else print(verdict(wrong, lines.filter(({ mark }) => mark === "unknown").length));
  if (wrong > 0) process.exitCode = exitStatus.failed;
}

const MARKS = { ok: ["✓", green], wrong: ["✗", red], unknown: ["?", yellow] } as const;
const indent = 17;

function show({ mark, subject, says, advice }: Line): void {
  const [sign, colour] = MARKS[mark];
  print(`${colour(sign, process.stdout)} ${subject.padEnd(indent - 2)}${says}`);
  for (const line of advice?.split("\n") ?? []) print(`${" ".repeat(indent)}${grey(line, process.stdout)}`);
}

function verdict(wrong: number, unknown: number): string {
  const unseen = unknown === 0 ? "" : `; ${unknown} could not be seen`;
  if (wrong === 0) return `\nNothing found that stands in the way of a deploy${unseen}.`;
  return `\n${wrong} to put right first${unseen}.`;
}
