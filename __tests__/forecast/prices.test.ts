import { readPriceList } from "../../forecast/price-list";
import { priceLines } from "../../forecast/price-table";
import { parsePrices, printPrices } from "../../forecast/price-text";
import { dollarsOf, instancePrice, priceTable } from "../../forecast/prices";
import { GPU_INSTANCE_TYPES } from "../../models/format/gpu-instance-types";
import { REGIONS } from "../../models/format/regions";

test("an instance hour is the instance, its volume and its address", () => {
  const price = instancePrice("us-east-1", "g4dn.xlarge", 100);
  expect(price?.instanceHour).toBe(0.526);
  expect(price?.onDemandHour).toBeCloseTo(0.526 + (100 * 0.08) / 730 + 0.005, 10);
});

test("dollars are seconds times price", () => {
  expect(dollarsOf(1800, 0.526)).toBeCloseTo(0.263, 10);
});

test("a type that a region does not offer has no price", () => {
  expect(instancePrice("af-south-1", "g5.xlarge", 30)).toBeUndefined();
  expect(instancePrice("mars-north-1", "g4dn.xlarge", 30)).toBeUndefined();
});

test("the table knows only regions and types that a model may name, each with a date and prices above zero", () => {
  for (const [region, { date, hourly }] of Object.entries(priceTable)) {
    expect(REGIONS).toContain(region);
    expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
    for (const [type, dollars] of Object.entries(hourly)) {
      expect(GPU_INSTANCE_TYPES.has(type)).toBe(true);
      expect(dollars).toBeGreaterThan(0);
    }
  }
});

test("every type has a price somewhere, but the one that is sold in Capacity Blocks only", () => {
  const priced = new Set(Object.values(priceTable).flatMap(({ hourly }) => Object.keys(hourly)));
  expect([...GPU_INSTANCE_TYPES.keys()].filter((type) => !priced.has(type))).toEqual(["p5e.48xlarge"]);
});

test("the table's text says all that it holds: printed anew it is the same", () => {
  expect(`\n${printPrices(parsePrices(priceLines))}\n`).toBe(priceLines);
});

describe("the AWS Price List in CSV", () => {
  const header =
    '"SKU","TermType","Unit","PricePerUnit","Instance Type","Operating System","Tenancy","CapacityStatus","Pre Installed S/W"';
  const product = (
    changes: Partial<Record<"term" | "unit" | "price" | "type" | "os" | "tenancy" | "status" | "software", string>>,
  ) => {
    const of = {
      term: "OnDemand",
      unit: "Hrs",
      price: "0.5260000000",
      type: "g4dn.xlarge",
      os: "Linux",
      tenancy: "Shared",
      status: "Used",
      software: "NA",
      ...changes,
    };
    return `"X","${of.term}","${of.unit}","${of.price}","${of.type}","${of.os}","${of.tenancy}","${of.status}","${of.software}"`;
  };
  async function* linesOf(...lines: readonly string[]) {
    yield* ['"FormatVersion","v1.0"', '"Publication Date","2026-09-01T12:00:00Z"', header, ...lines];
    await Promise.resolve();
  }
  const types = new Set(["g4dn.xlarge", "g5.xlarge"]);

  test("of millions of products it takes the plain Linux hour of the types asked for", async () => {
    const lines = linesOf(
      product({ type: "g5.xlarge", price: "1.006" }),
      product({ type: "c5.large", price: "0.085" }),
      product({ os: "Windows", price: "0.71" }),
      product({ tenancy: "Dedicated", price: "0.6" }),
      product({ status: "UnusedCapacityReservation", price: "0.6" }),
      product({ software: "SQL Std", price: "1.2" }),
      product({ term: "Reserved", price: "0.3" }),
      product({ unit: "Quantity", price: "3000" }),
      product({ price: "0.0000000000" }),
      product({}),
    );
    expect(await readPriceList(lines, types)).toEqual({
      date: "2026-09-01",
      hourly: { "g4dn.xlarge": 0.526, "g5.xlarge": 1.006 },
    });
  });

  test("what is no price list is refused", async () => {
    async function* html() {
      yield "<html>";
      await Promise.resolve();
    }
    await expect(readPriceList(html(), types)).rejects.toThrow("This is not a price list");
    await expect(readPriceList(linesOf(product({ type: "c5.large" })), types)).rejects.toThrow("no Linux price");
  });
});
