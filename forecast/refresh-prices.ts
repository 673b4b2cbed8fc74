// `npm run forecast:prices -- us-west-2 eu-west-1`: reads these regions' prices anew and rewrites price-table.ts.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { priceListUrl, readPriceList } from "./price-list";
import { printPrices } from "./price-text";
import { priceTable, type RegionPrices } from "./prices";
import { GPU_INSTANCE_TYPES } from "../models/format/gpu-instance-types";

const file = join(process.cwd(), "forecast", "price-table.ts");

async function fetchRegion(region: string): Promise<RegionPrices> {
  const response = await fetch(priceListUrl(region));
  if (!response.ok || response.body === null) throw new Error(`${priceListUrl(region)} answered ${response.status}.`);
  const lines = createInterface({ input: Readable.fromWeb(response.body), crlfDelay: Infinity });
  return readPriceList(lines, new Set(GPU_INSTANCE_TYPES.keys()));
}

async function refresh(regions: readonly string[]): Promise<void> {
  const table: Record<string, RegionPrices> = { ...priceTable };
  for (const region of regions) {
    console.log(`${region}: reading the AWS Price List, some hundred megabytes …`);
    table[region] = await fetchRegion(region);
  }
  const source = readFileSync(file, "utf8");
  writeFileSync(file, `${source.slice(0, source.indexOf("`\n") + 2)}${printPrices(table)}\n\`;\n`);
  console.log(`Written to ${file}.`);
}

const regions = process.argv.slice(2);
if (regions.length === 0) console.error("Which regions? For example: npm run forecast:prices -- us-west-2");
else {
  refresh(regions).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
