import type { ModelSpec } from "../../models/format/spec";
import { count, does, duration } from "../words";
import type { Activity, EpochSeconds, Facts } from "./facts";
import { launchFailure } from "./launch-failure";
import { moneyPerHour } from "./money";
import { type Sight, sightOf } from "./sight";
import type { Verdict } from "./verdict";

/** One line of the screen; the label stands once before several lines of one part. */
export interface Row {
  readonly label: string;
  readonly text: string;
}

/** The whole screen below the verdict, as plain text. */
export function screen(facts: Facts, spec: ModelSpec): readonly Row[] {
  const sight = sightOf(facts, spec);
  return [
    ...part("queue", queueText(facts)),
    ...(sight ? [...part("workers", workersText(sight)), ...part("instances", ...instanceTexts(sight))] : []),
    ...part("scaling", ...activityTexts(facts)),
    ...part("alarms", ...alarmTexts(facts)),
    ...part("money", moneyText(facts, spec)),
    ...part("not seen", ...facts.unseen.map((action) => `your credentials lack ${action}`)),
  ];
}

/** What a person reads first. */
export const verdictLines = ({ says, advice }: Verdict): readonly string[] => [says, ...(advice?.split("\n") ?? [])];

const part = (label: string, ...texts: readonly (string | undefined)[]): Row[] =>
  texts.flatMap((text, index) => (text === undefined ? [] : [{ label: index === 0 ? label : "", text }]));

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

function instanceTexts({ instances, desiredCapacity, maxSize, at }: Sight): string[] {
  const rows = instances.map((instance) => {
    const { id, type, zone, lifecycleState, launchedAt, spot, container, workers } = instance;
    const state = container ? container.status : "not in ECS yet";
    const age = launchedAt === undefined ? "" : `for ${duration(at - launchedAt)}`;
    const connection = container && !container.agentConnected ? "agent disconnected" : "";
    return [id, type, spot ? "Spot" : "", zone, lifecycleState, state, age, connection, count(workers, "worker")]
      .filter(Boolean)
      .join("  ");
  });
  return [`${instances.length} running · ${desiredCapacity} wanted · at most ${maxSize}`, ...rows];
}

/** As many scaling activities as a person wants to see; equal failures, which a group repeats, stand once. */
const shown = 5;

function activityTexts({ activities, at }: Facts): string[] {
  const texts = (activities ?? []).map((activity) => ({ text: activityText(activity), startedAt: activity.startedAt }));
  const distinct = texts.filter(({ text }, index) => text !== texts[index - 1]?.text).slice(0, shown);
  return distinct.map(({ text, startedAt }) => `${ago(startedAt, at)}  ${text}`);
}

function activityText({ status, description, message }: Activity): string {
  if (status === "Failed") return `launch failed: ${launchFailure(message || description).words}`;
  const plain = description
    .replace(/^Launching a new EC2 instance: /, "launched ")
    .replace(/^Terminating EC2 instance: /, "ended ");
  return status === "Successful" || status === "" ? plain : `${plain} (${status})`;
}

function alarmTexts({ alarms, at }: Facts): string[] {
  if (!alarms) return [];
  const forPeople = alarms.filter(({ scales }) => !scales);
  const firing = forPeople.filter(({ state }) => state === "ALARM");
  if (firing.length === 0) return [`none of ${forPeople.length} fires`];
  return firing.map(({ name, since, description }) => `${name} for ${duration(at - since)}: ${description}`);
}

function moneyText({ group }: Facts, spec: ModelSpec): string | undefined {
  if (!group) return undefined;
  const { low, high, pricesOf, unpriced } = moneyPerHour(group.instances, spec);
  const unknown = unpriced.length === 0 ? "" : ` and ${unpriced.join(", ")}, whose price is not known`;
  if (group.instances.length === 0) return "$0.00 an hour for instances";
  const range = low.toFixed(2) === high.toFixed(2) ? `$${high.toFixed(2)}` : `$${low.toFixed(2)}-${high.toFixed(2)}`;
  return `${range} an hour for ${count(group.instances.length, "instance")}${unknown}${pricesOf ? ` (prices of ${pricesOf})` : ""}`;
}

const ago = (then: EpochSeconds, at: EpochSeconds): string => `${duration(at - then)} ago`;
