import { duration } from "../words";
import type { Activity, Alarm, EpochSeconds } from "./facts";
import { launchFailure } from "./launch-failure";

/** One line of a screen; the label stands once before several lines of one part. */
export interface Row {
  readonly label: string;
  readonly text: string;
}

export const part = (label: string, ...texts: readonly (string | undefined)[]): Row[] =>
  texts.flatMap((text, index) => (text === undefined ? [] : [{ label: index === 0 ? label : "", text }]));

/** As many of what has happened as a person wants to see; what repeats itself stands once. */
const shown = 5;

export function latest(
  happened: readonly { readonly text: string; readonly when: EpochSeconds }[],
  at: EpochSeconds,
): string[] {
  const distinct = happened.filter(({ text }, index) => text !== happened[index - 1]?.text).slice(0, shown);
  return distinct.map(({ text, when }) => `${duration(at - when)} ago  ${text}`);
}

export const activityTexts = (activities: readonly Activity[] | undefined, at: EpochSeconds): string[] =>
  latest(
    (activities ?? []).map((activity) => ({ text: activityText(activity), when: activity.startedAt })),
    at,
  );

function activityText({ status, description, message }: Activity): string {
  if (status === "Failed") return `launch failed: ${launchFailure(message || description).words}`;
  const plain = description
    .replace(/^Launching a new EC2 instance: /, "launched ")
    .replace(/^Terminating EC2 instance: /, "ended ");
  return status === "Successful" || status === "" ? plain : `${plain} (${status})`;
}

export function alarmTexts(alarms: readonly Alarm[] | undefined, at: EpochSeconds): string[] {
  if (!alarms) return [];
  const forPeople = alarms.filter(({ scales }) => !scales);
  const firing = forPeople.filter(({ state }) => state === "ALARM");
  if (firing.length === 0) return [`none of ${forPeople.length} fires`];
  return firing.map(({ name, since, description }) => `${name} for ${duration(at - since)}: ${description}`);
}
