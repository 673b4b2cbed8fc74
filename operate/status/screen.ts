import type { ModelSpec } from "../../models/format/spec";
import { count, does, dollars, duration } from "../words";
import type { Facts } from "./facts";
import { instanceTexts } from "./instances";
import { moneyPerHour } from "./money";
import { activityTexts, alarmTexts, part, type Row } from "./rows";
import { type Sight, sightOf } from "./sight";
import type { Verdict } from "./verdict";

/** The whole screen below the verdict, as plain text. */
export function screen(facts: Facts, spec: ModelSpec): readonly Row[] {
  const sight = sightOf(facts, spec);
  return [
    ...part("queue", queueText(facts)),
    ...(sight
      ? [
          ...part("workers", workersText(sight)),
          ...part("instances", ...instanceTexts(sight.instances, sight, sight.at, "worker")),
        ]
      : []),
    ...part("scaling", ...activityTexts(facts.activities, facts.at)),
    ...part("alarms", ...alarmTexts(facts.alarms, facts.at)),
    ...part("money", moneyText(facts, spec)),
    ...part("not seen", ...facts.unseen.map((action) => `your credentials lack ${action}`)),
  ];
}

/** What a person reads first. */
export const verdictLines = ({ says, advice }: Pick<Verdict, "says" | "advice">): readonly string[] => [
  says,
  ...(advice?.split("\n") ?? []),
];

function queueText({ queues, stackName }: Facts): string | undefined {
  if (!queues) return undefined;
  const { waiting, inFlight, delayed, oldestSeconds, results, deadLetters } = queues;
  return [
    `${waiting} waiting`,
    `${inFlight} in work`,
    ...(delayed > 0 ? [`${delayed} delayed`] : []),
    ...(oldestSeconds === undefined ? [] : [`the oldest for ${duration(oldestSeconds)}`]),
    count(results, "result"),
    deadLetters === 0 ? "no dead letters" : `${count(deadLetters, "dead letter")} (./model dead-letters ${stackName})`,
  ].join(" · ");
}

function workersText({ running, pending, stopping }: Sight): string {
  const parts = [
    `${running.length} running`,
    ...(pending.length > 0 ? [`${pending.length} pending`] : []),
    ...(stopping.length > 0
      ? [`${does(stopping.length, "worker", "finish")} and ${stopping.length === 1 ? "ends" : "end"}`]
      : []),
  ];
  return parts.join(" · ");
}

function moneyText({ group }: Facts, spec: ModelSpec): string | undefined {
  if (!group) return undefined;
  const money = moneyPerHour(group.instances, spec);
  const { pricesOf, unpriced } = money;
  const unknown = unpriced.length === 0 ? "" : ` and ${unpriced.join(", ")}, whose price is not known`;
  if (group.instances.length === 0) return "$0.00 an hour for instances";
  return `${dollars(money)} an hour for ${count(group.instances.length, "instance")}${unknown}${pricesOf ? ` (prices of ${pricesOf})` : ""}`;
}
