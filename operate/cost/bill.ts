import { instancePrice, spotShare } from "../../forecast/prices";
import type { ModelSpec } from "../../models/format/spec";
import type { Life, Time } from "./lives";

const hour = 3_600_000;
const day = 24 * hour;

/** What instances of a month cost, as far as it has gone. */
export interface Bill {
  /** UTC, as YYYY-MM. */
  readonly month: string;
  readonly instances: number;
  readonly hours: number;
  /** Two different figures where the type is not known or only Spot's usual range is. */
  readonly dollars: Range;
  /** UTC days on which instances ran, as YYYY-MM-DD. */
  readonly days: readonly { readonly day: string; readonly hours: number }[];
  /** Of the price table, as YYYY-MM-DD; undefined when it has no price of the types. */
  readonly pricesOf?: string;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

export const monthStart = (now: Time): Time => {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
};

/** @param typeOf the types of instances that EC2 still knows */
export function billOf(
  lives: readonly Life[],
  typeOf: ReadonlyMap<string, string>,
  spec: Pick<ModelSpec, "region" | "instanceTypes" | "rootVolumeGib" | "spot">,
  now: Time,
): Bill {
  const since = monthStart(now);
  const hoursIn = ({ from, to = now }: Life, start: Time, end: Time) =>
    Math.max(0, Math.min(to, end) - Math.max(from, start)) / hour;
  const counted = lives.map((life) => ({ life, hours: hoursIn(life, since, now) })).filter(({ hours }) => hours > 0);
  const all = spec.instanceTypes.map(({ name }) => name);
  const priced = counted.map(({ life, hours }) => ({
    hours,
    prices: pricesOf([typeOf.get(life.id) ?? all].flat(), spec),
  }));
  const sum = (end: keyof Range) => priced.reduce((total, { hours, prices }) => total + hours * prices[end], 0);
  const days = Array.from({ length: Math.ceil((now - since) / day) }, (_, index) => since + index * day).map(
    (start) => ({
      day: new Date(start).toISOString().slice(0, 10),
      hours: counted.reduce((total, { life }) => total + hoursIn(life, start, Math.min(start + day, now)), 0),
    }),
  );
  const dated = all.map((name) => instancePrice(spec.region, name, spec.rootVolumeGib)?.date).find(Boolean);
  return {
    month: new Date(now).toISOString().slice(0, 7),
    instances: counted.length,
    hours: counted.reduce((total, { hours }) => total + hours, 0),
    dollars: { low: sum("low"), high: sum("high") },
    days: days.filter(({ hours }) => hours > 0),
    ...(dated && { pricesOf: dated }),
  };
}

/** Dollars an hour of an instance that is one of these types. */
function pricesOf(
  types: readonly string[],
  { region, rootVolumeGib, spot }: Pick<ModelSpec, "region" | "rootVolumeGib" | "spot">,
): Range {
  const prices = types.flatMap((type) => instancePrice(region, type, rootVolumeGib) ?? []);
  if (prices.length === 0) return { low: 0, high: 0 };
  const hours = (share: number) =>
    prices.map(({ onDemandHour, instanceHour }) => onDemandHour - instanceHour * (1 - share));
  return { low: Math.min(...hours(spot ? spotShare.low : 1)), high: Math.max(...hours(spot ? spotShare.high : 1)) };
}
