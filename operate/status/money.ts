import { instancePrice, spotShare } from "../../forecast/prices";
import type { ModelSpec } from "../../models/format/spec";
import type { GroupInstance } from "./facts";

/** Dollars an hour of instances as they run now; two different figures where only Spot's usual range is known. */
export interface MoneyPerHour {
  readonly low: number;
  readonly high: number;
  /** Of the price table's region, as YYYY-MM-DD; undefined without instances. */
  readonly pricesOf?: string;
  /** Types without a price in the table; they are not in the figures. */
  readonly unpriced: readonly string[];
}

/** With root volume and public address. What ends is billed until it has ended. */
export function moneyPerHour(
  instances: readonly Pick<GroupInstance, "type" | "spot">[],
  { region, rootVolumeGib }: Pick<ModelSpec, "region" | "rootVolumeGib">,
): MoneyPerHour {
  const priced = instances.map(({ type, spot }) => ({ type, spot, price: instancePrice(region, type, rootVolumeGib) }));
  const sum = (share: number) =>
    priced.reduce((total, { spot, price }) => {
      if (!price) return total;
      const besides = price.onDemandHour - price.instanceHour;
      return total + besides + price.instanceHour * (spot ? share : 1);
    }, 0);
  const pricesOf = priced.find(({ price }) => price)?.price?.date;
  return {
    low: sum(spotShare.low),
    high: sum(spotShare.high),
    ...(pricesOf && { pricesOf }),
    unpriced: [...new Set(priced.flatMap(({ type, price }) => (price ? [] : [type])))],
  };
}
