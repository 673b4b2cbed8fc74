import { readFileSync } from "node:fs";
import { join } from "node:path";
import { servedCost } from "../../forecast/served-cost";
import { loadModels } from "../../models/format/load";
import { sampleGpus, sampleServed } from "../constructs/sample";

const root = join(__dirname, "../..");
const shipped = (name: string) => {
  const spec = loadModels(root).models.find(({ stackName }) => stackName === name);
  if (spec?.kind !== "served") throw new Error(`${name} is not served`);
  return spec;
};
const total = (...of: Parameters<typeof sampleServed>) => servedCost(sampleServed(...of))?.total ?? NaN;

test("docs/serve.md has the figures of the shipped models", () => {
  const page = readFileSync(join(root, "docs/serve.md"), "utf8");
  const amounts = [...page.matchAll(/^\|.*\| \**(\d+\.\d\d)\** \|$/gm)].map(([, amount]) => Number(amount));
  const recommender = servedCost(shipped("Recommender"));
  const [balancer, tasks, addresses, alarms, dashboard, together] = amounts;
  const dollars = (what: RegExp) =>
    (recommender?.parts ?? []).filter((part) => what.test(part.what)).reduce((sum, part) => sum + part.dollars, 0);
  expect(dollars(/^load balancer/)).toBeCloseTo(balancer ?? 0, 2);
  expect(dollars(/on Fargate/)).toBeCloseTo(tasks ?? 0, 2);
  expect(dollars(/address/)).toBeCloseTo(addresses ?? 0, 2);
  expect(dollars(/^alarms/)).toBeCloseTo(alarms ?? 0, 2);
  expect(dollars(/dashboard/)).toBeCloseTo(dashboard ?? 0, 2);
  expect(recommender?.total).toBeCloseTo(together ?? 0, 2);

  const gpu = servedCost(shipped("Segmenter"))?.parts.find(({ what }) => what.startsWith("1 g5.xlarge"));
  expect(page).toContain(`$${Math.round(gpu?.dollars ?? 0)} a month`);
});

test("each task more costs its size and its address; an internal balancer has none; the least of another VPC is two", () => {
  const own = total({}, { minTasks: 2 });
  expect(total({}, { minTasks: 3 }) - own).toBeCloseTo(730 * (0.25 * 0.04048 + 0.5 * 0.004445 + 0.005), 6);
  expect(own - total({}, { internal: true })).toBeCloseTo(2 * 0.005 * 730, 6);
  expect(servedCost(sampleServed({ network: { kind: "default" } }))?.parts.map(({ what }) => what)).toContain(
    "2 or more public addresses of the balancer",
  );
});

test("with Gpu there are as many instances as MinTasks need; nothing is guessed where the price is not known", () => {
  const four = { ...sampleGpus, fleet: { ...sampleGpus.fleet, workersPerInstance: 4 } };
  const instances = (minTasks: number) =>
    servedCost(sampleServed({ compute: four }, { minTasks }))?.parts.find(({ what }) => / g5\.xlarge /.test(what))
      ?.what[0];
  expect([1, 4, 5].map(instances)).toEqual(["1", "1", "2"]);
  expect(servedCost(sampleServed({ compute: sampleGpus, region: "af-south-1" }))).toBeUndefined();
});
