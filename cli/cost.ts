import type { Command } from "commander";
import type { ModelSpec } from "../models/format/spec";
import { type Bill, billOf, monthStart } from "../operate/cost/bill";
import { gatherHistory } from "../operate/cost/gather";
import { livesOf } from "../operate/cost/lives";
import { actionsOf } from "../operate/permissions";
import { count, dollars } from "../operate/words";
import { exitStatus } from "./exit-status";
import { explain } from "./help";
import { modelsHere, queueModelNamed } from "./models";
import { notDeployed } from "./not-deployed";
import { bold, print } from "./terminal";

export function define(command: Command): void {
  command
    .argument("<model>", "StackName of the model")
    .option("--json", "as JSON, for a program")
    .description(
      "Shows this month's instance hours and dollars, from the group's own activities: what AWS has done, not yet what it\nhas billed. Instances are nearly all of a stack's cost.",
    )
    .action(cost);
  explain(command, {
    examples: [
      ["./model cost Megadetector", "this month, by day"],
      ["./model cost Megadetector --json", "for a program"],
    ],
    statuses: [exitStatus.aws],
    permissions: actionsOf("cost"),
  });
}

async function cost(name: string, { json }: { json?: boolean }): Promise<void> {
  const spec = queueModelNamed(name, modelsHere().models, "cost");
  const history = await gatherHistory(spec);
  if (!history) throw notDeployed(spec);
  const now = Date.now();
  const { lives, lost } = livesOf(history.activities, history.present, monthStart(now));
  const bill = billOf(lives, history.typeOf, spec, now);
  if (json) return print(JSON.stringify({ model: spec.stackName, ...bill, lost }, null, 2));
  show(spec, bill, lost);
}

function show(spec: ModelSpec, bill: Bill, lost: readonly string[]): void {
  print(bold(`${spec.stackName} in ${bill.month}`, process.stdout));
  print(`instances  ${bill.instances}`);
  print(`hours      ${bill.hours.toFixed(1)}`);
  print(`dollars    ${dollars(bill.dollars)}${basis(spec, bill)}`);
  if (spec.monthlyBudgetUsd !== undefined) {
    const share = Math.round((100 * bill.dollars.high) / spec.monthlyBudgetUsd);
    print(`budget     ${share} % of $${spec.monthlyBudgetUsd}`);
  }
  for (const { day, hours } of bill.days) print(`           ${day}  ${hours.toFixed(1).padStart(6)} h`);
  if (lost.length > 0) print(`not counted, because no activity tells of their end: ${lost.join(", ")}`);
  if (bill.instances === 0) print(`${count(0, "instance")} ran this month.`);
}

function basis({ spot }: ModelSpec, { pricesOf }: Bill): string {
  if (!pricesOf) return "  (the price table has no price of these instance types)";
  return `  (${spot ? "Spot's usual range" : "on demand"}, with root volumes and addresses; prices of ${pricesOf})`;
}
