import type { GpuInstanceType } from "./spec";

/** Service Quotas count vCPUs by family: "Running On-Demand G and VT instances", "Running On-Demand P instances". */
export type QuotaFamily = "G and VT" | "P";

export interface GpuInstanceTypeFacts extends GpuInstanceType {
  readonly quotaFamily: QuotaFamily;
}

/** [size, GPUs, vCPUs, memory in GiB] by family. Source: "Amazon EC2 accelerated computing instances" (instance types guide). */
const FAMILIES: Readonly<Record<string, readonly (readonly [string, number, number, number])[]>> = {
  g4dn: [
    ["xlarge", 1, 4, 16],
    ["2xlarge", 1, 8, 32],
    ["4xlarge", 1, 16, 64],
    ["8xlarge", 1, 32, 128],
    ["12xlarge", 4, 48, 192],
    ["16xlarge", 1, 64, 256],
    ["metal", 8, 96, 384],
  ],
  g5: [
    ["xlarge", 1, 4, 16],
    ["2xlarge", 1, 8, 32],
    ["4xlarge", 1, 16, 64],
    ["8xlarge", 1, 32, 128],
    ["12xlarge", 4, 48, 192],
    ["16xlarge", 1, 64, 256],
    ["24xlarge", 4, 96, 384],
    ["48xlarge", 8, 192, 768],
  ],
  g6: [
    ["xlarge", 1, 4, 16],
    ["2xlarge", 1, 8, 32],
    ["4xlarge", 1, 16, 64],
    ["8xlarge", 1, 32, 128],
    ["12xlarge", 4, 48, 192],
    ["16xlarge", 1, 64, 256],
    ["24xlarge", 4, 96, 384],
    ["48xlarge", 8, 192, 768],
  ],
  gr6: [
    ["4xlarge", 1, 16, 128],
    ["8xlarge", 1, 32, 256],
  ],
  g6e: [
    ["xlarge", 1, 4, 32],
    ["2xlarge", 1, 8, 64],
    ["4xlarge", 1, 16, 128],
    ["8xlarge", 1, 32, 256],
    ["12xlarge", 4, 48, 384],
    ["16xlarge", 1, 64, 512],
    ["24xlarge", 4, 96, 768],
    ["48xlarge", 8, 192, 1536],
  ],
  p3: [
    ["2xlarge", 1, 8, 61],
    ["8xlarge", 4, 32, 244],
    ["16xlarge", 8, 64, 488],
  ],
  p3dn: [["24xlarge", 8, 96, 768]],
  p4d: [["24xlarge", 8, 96, 1152]],
  p4de: [["24xlarge", 8, 96, 1152]],
  p5: [["48xlarge", 8, 192, 2048]],
};

export const GPU_INSTANCE_TYPES: ReadonlyMap<string, GpuInstanceTypeFacts> = new Map(
  Object.entries(FAMILIES).flatMap(([family, sizes]) =>
    sizes.map(([size, gpus, vcpus, gib]) => {
      const name = `${family}.${size}`;
      return [
        name,
        { name, gpus, vcpus, memoryMib: gib * 1024, quotaFamily: family.startsWith("p") ? "P" : "G and VT" },
      ];
    }),
  ),
);
