import { GPU_INSTANCE_TYPES, quotaFamily, unsuitability } from "../../models/format/gpu-instance-types";

const types = [...GPU_INSTANCE_TYPES.values()];

test("sizes within the bounds of EC2: 1 to 8 GPUs, 4 to 192 vCPUs, at least 4 GiB a vCPU", () => {
  expect(types.length).toBeGreaterThan(45);
  for (const { name, gpus, vcpus, memoryMib } of types) {
    expect({ name, fits: [1, 2, 4, 8].includes(gpus) }).toEqual({ name, fits: true });
    expect({ name, fits: vcpus >= 4 && vcpus <= 192 }).toEqual({ name, fits: true });
    expect({ name, fits: memoryMib >= vcpus * 4 * 1024 }).toEqual({ name, fits: true });
  }
});

test("in a family, a size has four vCPUs for each x (metal is the whole machine)", () => {
  for (const { name, vcpus } of types.filter(({ name }) => !name.endsWith(".metal")))
    expect([name, vcpus]).toEqual([name, 4 * Number(/\.(\d*)xlarge$/.exec(name)?.[1] || 1)]);
});

test.each([
  ["g4dn.xlarge", 1, 4, 16384, "G and VT"],
  ["g5.12xlarge", 4, 48, 196608, "G and VT"],
  ["gr6.4xlarge", 1, 16, 131072, "G and VT"],
  ["g6e.48xlarge", 8, 192, 1572864, "G and VT"],
  ["p4d.24xlarge", 8, 96, 1179648, "P"],
  ["p5.4xlarge", 1, 16, 262144, "P"],
  ["p6-b300.48xlarge", 8, 192, 4194304, "P"],
])("%s", (name, gpus, vcpus, memoryMib, family) => {
  const type = GPU_INSTANCE_TYPES.get(name);
  expect(type).toEqual({ name, gpus, vcpus, memoryMib });
  expect(type && quotaFamily(type)).toBe(family);
});

test("no type of the table has a reason against it", () =>
  expect(types.filter(({ name }) => unsuitability(name) !== undefined)).toEqual([]));

test.each([
  ["p2.xlarge", "K80"],
  ["g2.2xlarge", "K520"],
  ["g3.4xlarge", "retired"],
  ["g3s.xlarge", "retired"],
  ["p3.16xlarge", "retired"],
  ["g4ad.xlarge", "AMD"],
  ["g5g.xlarge", "arm64"],
  ["p6e-gb200.36xlarge", "arm64"],
  ["g6f.large", "fraction"],
  ["gr6f.4xlarge", "fraction"],
  ["g7.2xlarge", "driver 580"],
  ["inf2.xlarge", "no NVIDIA GPU"],
  ["trn1.2xlarge", "no NVIDIA GPU"],
  ["dl1.24xlarge", "no NVIDIA GPU"],
  ["vt1.3xlarge", "no NVIDIA GPU"],
  ["f2.6xlarge", "no NVIDIA GPU"],
  ["m7i-flex.large", "has no GPU"],
  ["c5.metal", "has no GPU"],
  ["u-6tb1.56xlarge", "has no GPU"],
  ["u7i-12tb.224xlarge", "has no GPU"],
  ["mac2-m2.metal", "has no GPU"],
  ["hpc7a.96xlarge", "has no GPU"],
  ["im4gn.large", "has no GPU"],
  ["g4dn", "add a size"],
  ["p6-b200", "add a size"],
])("%s: %s", (name, reason) => expect(unsuitability(name)).toContain(reason));

test.each(["potato", "g9.xlarge", "m5", "constructor", "g4dn.xlrage", ""])("nothing is known of %p", (name) =>
  expect(unsuitability(name)).toBeUndefined(),
);
