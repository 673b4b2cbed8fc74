import { priceTable } from "../../forecast/prices";
import { servedCost } from "../../forecast/served-cost";
import type { AnyModelSpec, ModelSpec, ServedSpec } from "../../models/format/spec";
import { costsOf } from "../../review/costs";
import type { Json } from "../../review/plan";
import { sampleGpus, sampleServed, sampleSpec } from "../constructs/sample";
import { synthesize } from "../constructs/synthesize";

const stack = (different: Partial<ModelSpec> = {}) => JSON.parse(synthesize(sampleSpec(different)).text) as Json;
const json = (spec: AnyModelSpec) => JSON.parse(synthesize(spec).text) as Json;
const g5 = { name: "g5.xlarge", gpus: 1, vcpus: 4, memoryMib: 16384 };
const hourly = (type: string) => priceTable["us-west-2"]?.hourly[type] ?? NaN;
const disk = (gib: number) => (gib * 0.08) / 730 + 0.005;

test("a month without videos, and an hour of work, before and after", () => {
  const [idle, work] = costsOf(stack(), stack({ instanceTypes: [g5], rootVolumeGib: 200 }));
  expect(idle?.what).toBe("idle, a month");
  // Alarms, the dashboard and a function each minute; docs/scaling.md has them one by one.
  expect(Number(idle?.after.slice(1))).toBeGreaterThan(3);
  expect(Number(idle?.after.slice(1))).toBeLessThan(8);
  expect(idle?.before).toBe(idle?.after);

  expect(work?.what).toBe("an hour of work on videos");
  expect(work?.before).toContain(
    `$${(hourly("g4dn.xlarge") + disk(100)).toFixed(2)} (g4dn.xlarge, on demand, prices of `,
  );
  expect(work?.after).toContain(`$${(hourly("g5.xlarge") + disk(200)).toFixed(2)} (g5.xlarge, on demand, prices of `);
});

test("on Spot it is a guess; the workers of one instance share its price", () => {
  const large = { name: "g4dn.12xlarge", gpus: 4, vcpus: 48, memoryMib: 196608 };
  const after = costsOf(stack(), stack({ spot: true, instanceTypes: [large], workersPerInstance: 4 }))[1]?.after;
  const hour = 0.45 * hourly("g4dn.12xlarge") + disk(100);
  expect(after).toContain(`$${(hour / 4).toFixed(2)} (g4dn.12xlarge, one of 4 workers, about, on Spot, prices of `);
});

test("a new stack has no before, and neither has one that was made by older code", () => {
  for (const base of [undefined, { resource: { aws_autoscaling_group: {} } }]) {
    const [idle, work] = costsOf(base, stack());
    expect(idle).not.toHaveProperty("before");
    expect(work).not.toHaveProperty("before");
  }
});

test("an unknown region has no price of its instances; another stack has no price at all", () => {
  expect(costsOf(undefined, stack({ region: "mars-north-1" })).map(({ what }) => what)).toEqual(["idle, a month"]);
  expect(costsOf(undefined, { resource: { aws_iam_role: {} } })).toEqual([]);
  expect(costsOf(undefined, {})).toEqual([]);
});

describe("a served model costs a month of it, asked or not", () => {
  const month = (spec: ServedSpec) => `$${servedCost(spec)?.total.toFixed(2)}`;
  const what = "a month with MinTasks tasks, without requests";
  const four = { ...sampleGpus, fleet: { ...sampleGpus.fleet, workersPerInstance: 4, instanceTypes: [fourGpus()] } };

  test.each([
    ["on Fargate", sampleServed()],
    ["internal, in a VPC that exists, scaled by requests", inside()],
    ["on GPUs", sampleServed({ compute: sampleGpus }, { minTasks: 1 })],
    ["on instances that four tasks share", sampleServed({ compute: four }, { minTasks: 5, maxTasks: 8 })],
  ])("%s: the stack's JSON says the same as its YAML", (_, spec) => {
    expect(costsOf(undefined, json(spec))).toEqual([{ what, after: month(spec) }]);
  });

  test("before and after", () => {
    const [before, after] = [sampleServed(), sampleServed({}, { minTasks: 4 })];
    expect(costsOf(json(before), json(after))).toEqual([{ what, before: month(before), after: month(after) }]);
  });

  test("elsewhere it is about that; where the instances' price is not known, nothing is said", () => {
    expect(costsOf(undefined, json(sampleServed({ region: "eu-west-1" })))[0]?.after).toMatch(/^\$.*, about: /);
    expect(costsOf(undefined, json(sampleServed({ compute: sampleGpus, region: "af-south-1" })))).toEqual([]);
  });

  function inside(): ServedSpec {
    return sampleServed({ network: { kind: "default" } }, { internal: true, requestsPerTarget: 60 });
  }
  function fourGpus() {
    return { name: "g5.12xlarge", gpus: 4, vcpus: 48, memoryMib: 196608 };
  }
});
