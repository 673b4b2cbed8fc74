import type { RegionPrices } from "./prices";

/** Where AWS publishes a region's EC2 prices, without credentials ("AWS Price List Bulk API", offer index files). */
export const priceListUrl = (region: string): string =>
  `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonEC2/current/${region}/index.csv`;

/**
 * Picks from the lines of a price list in CSV what an hour on demand costs on Linux, for the instance types asked for. The
 * file has some lines about itself, among them its publication date, then a header, then millions of products.
 *
 * @throws Error when the lines are no price list, or hold none of the types.
 */
export async function readPriceList(lines: AsyncIterable<string>, types: ReadonlySet<string>): Promise<RegionPrices> {
  let date = "";
  let columns: ReadonlyMap<string, number> | undefined;
  const hourly: Record<string, number> = {};
  for await (const line of lines) {
    if (columns === undefined) {
      const cells = cellsOf(line);
      if (cells[0] === "Publication Date") date = (cells[1] ?? "").slice(0, 10);
      if (cells[0] === "SKU") columns = new Map(cells.map((name, index) => [name, index]));
    } else if (mayBeWanted(line)) {
      const price = onDemandHour(cellsOf(line), columns);
      if (price !== undefined && types.has(price.type)) hourly[price.type] = price.dollars;
    }
  }
  if (columns === undefined || date === "") throw new Error("This is not a price list of the AWS Price List Bulk API.");
  if (Object.keys(hourly).length === 0) throw new Error("The price list has no Linux price of these instance types.");
  return { date, hourly: Object.fromEntries(Object.entries(hourly).sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Splitting a line takes long, and nearly all lines are of no use. */
const mayBeWanted = (line: string): boolean => line.includes('"OnDemand"') && line.includes('"Linux"');

function onDemandHour(cells: readonly string[], columns: ReadonlyMap<string, number>) {
  const cell = (name: string) => cells[columns.get(name) ?? -1];
  const isPlain =
    cell("TermType") === "OnDemand" &&
    cell("Unit") === "Hrs" &&
    cell("Operating System") === "Linux" &&
    cell("Tenancy") === "Shared" &&
    cell("CapacityStatus") === "Used" &&
    cell("Pre Installed S/W") === "NA";
  const dollars = Number(cell("PricePerUnit"));
  return isPlain && dollars > 0 ? { type: cell("Instance Type") ?? "", dollars } : undefined;
}

/** The cells of a line in which every cell is quoted. */
const cellsOf = (line: string): string[] => line.replace(/^"|"$/g, "").split('","');
