import { priceLines } from "./price-table";
import { parsePrices } from "./price-text";

/** Prices of one region. */
export interface RegionPrices {
  /** When they were read, as YYYY-MM-DD. */
  readonly date: string;
  /** Dollars an hour on demand, by instance type. */
  readonly hourly: Readonly<Record<string, number>>;
}

/** What an instance of a stack costs while it is there. */
export interface InstancePrice {
  readonly region: string;
  readonly date: string;
  /** Dollars an hour: the instance on demand, its root volume and its public IPv4 address. */
  readonly onDemandHour: number;
  /** The part of it that Spot makes cheaper. */
  readonly instanceHour: number;
}

/** By region. */
export const priceTable = parsePrices(priceLines);

const hoursPerMonth = 730;
/** Dollars per GiB and month of gp3 in us-east-1 ("Amazon EBS pricing"); elsewhere up to half more, which is a cent an hour. */
const gp3GibMonth = 0.08;
/** Dollars an hour of a public IPv4 address in every region ("Amazon VPC pricing", since 2024-02). */
const publicIpv4Hour = 0.005;

/** Undefined: the table has no price of this instance type in this region. */
export function instancePrice(region: string, instanceType: string, rootVolumeGib: number): InstancePrice | undefined {
  const prices = priceTable[region];
  const instanceHour = prices?.hourly[instanceType];
  if (prices === undefined || instanceHour === undefined) return undefined;
  const onDemandHour = instanceHour + (rootVolumeGib * gp3GibMonth) / hoursPerMonth + publicIpv4Hour;
  return { region, date: prices.date, onDemandHour, instanceHour };
}

/** Dollars of so many seconds of instances, billed by the second. */
export const dollarsOf = (instanceSeconds: number, hour: number): number => (instanceSeconds / 3600) * hour;

/**
 * What Spot costs of the on-demand price: a range that is drawn from. Spot prices differ by zone and day; GPU types have
 * been seen between these ends ("Amazon EC2 Spot Instances pricing"). A guess.
 */
export const spotShare = { low: 0.3, typical: 0.45, high: 0.75 } as const;
