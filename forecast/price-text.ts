import type { RegionPrices } from "./prices";

const widest = 116;

/** Regions as lines: `us-west-2 2026-07-20`, then `type=dollars` an hour, wrapped. */
export function printPrices(table: Readonly<Record<string, RegionPrices>>): string {
  const regions = Object.keys(table).sort();
  return regions
    .map((region) => [`${region} ${table[region]?.date}`, ...wrapped(table[region]?.hourly ?? {})].join("\n"))
    .join("\n");
}

function wrapped(hourly: Readonly<Record<string, number>>): string[] {
  const lines: string[] = [];
  let line = " ";
  for (const type of Object.keys(hourly).sort()) {
    const price = ` ${type}=${hourly[type]}`;
    if (line.length + price.length > widest) {
      lines.push(line);
      line = " ";
    }
    line += price;
  }
  return [...lines, line];
}

/** The reverse of printPrices. */
export function parsePrices(text: string): Readonly<Record<string, RegionPrices>> {
  const table: Record<string, { date: string; hourly: Record<string, number> }> = {};
  let current: { date: string; hourly: Record<string, number> } | undefined;
  for (const line of text.split("\n").filter((line) => line !== "")) {
    const words = line.trim().split(" ");
    if (!line.startsWith(" ")) {
      const [region = "", date = ""] = words;
      table[region] = current = { date, hourly: {} };
      continue;
    }
    for (const word of words) {
      const [type = "", dollars] = word.split("=");
      if (current !== undefined) current.hourly[type] = Number(dollars);
    }
  }
  return table;
}
