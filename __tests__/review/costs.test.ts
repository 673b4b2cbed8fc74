import { costsOf } from "../../review/costs";
import { priceTable } from "../../forecast/prices";

const stack = (type: string, gib: number, region = "us-west-2") => ({
  provider: { aws: [{ region }] },
  resource: {
    aws_autoscaling_group: {
      fleet: { mixed_instances_policy: { launch_template: { override: [{ instance_type: type }] } } },
    },
    aws_launch_template: { fleet_template: { block_device_mappings: [{ ebs: { volume_size: gib } }] } },
  },
});

test("an instance's hour before and after, with its volume and address", () => {
  const [small, large] = ["g4dn.xlarge", "g5.xlarge"].map((type) => priceTable["us-west-2"]?.hourly[type] ?? NaN);
  const [cost] = costsOf(stack("g4dn.xlarge", 100), stack("g5.xlarge", 200));
  expect(cost?.before).toContain(`$${((small ?? NaN) + 100 * (0.08 / 730) + 0.005).toFixed(2)} (g4dn.xlarge, `);
  expect(cost?.after).toContain(`$${((large ?? NaN) + 200 * (0.08 / 730) + 0.005).toFixed(2)} (g5.xlarge, `);
});

test("a new stack has no before; an unknown type or region no price", () => {
  expect(costsOf(undefined, stack("g4dn.xlarge", 100))[0]).not.toHaveProperty("before");
  expect(costsOf(undefined, stack("p9.huge", 100))).toEqual([]);
  expect(costsOf(undefined, stack("g4dn.xlarge", 100, "mars-north-1"))).toEqual([]);
  expect(costsOf(undefined, {})).toEqual([]);
});
