import type { GpuInstanceType } from "./spec";

/** Service Quotas counts vCPUs by family: "Running On-Demand G and VT instances", "Running On-Demand P instances". */
export type QuotaFamily = "G and VT" | "P";

export function quotaFamily({ name }: GpuInstanceType): QuotaFamily {
  return name.startsWith("p") ? "P" : "G and VT";
}

/** Size, GPUs, vCPUs, memory in GiB. */
type Size = readonly [size: string, gpus: number, vcpus: number, gib: number];

/**
 * x86-64 types with whole NVIDIA GPUs that the ECS GPU-optimized AL2023 AMI boots with its driver 580 (amazon-ecs-ami:
 * scripts/al2023/gpu/nvidia-kmod-load.sh, NVIDIA_DRIVER_VERSION). Numbers: EC2 DescribeInstanceTypes; also "Amazon EC2
 * instance types: Accelerated computing".
 */
const FAMILIES: Readonly<Record<string, readonly Size[]>> = {
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
  g7e: [
    ["2xlarge", 1, 8, 64],
    ["4xlarge", 1, 16, 128],
    ["8xlarge", 1, 32, 256],
    ["12xlarge", 2, 48, 512],
    ["24xlarge", 4, 96, 1024],
    ["48xlarge", 8, 192, 2048],
  ],
  p3dn: [["24xlarge", 8, 96, 768]],
  p4d: [["24xlarge", 8, 96, 1152]],
  p4de: [["24xlarge", 8, 96, 1152]],
  p5: [
    ["4xlarge", 1, 16, 256],
    ["48xlarge", 8, 192, 2048],
  ],
  p5e: [["48xlarge", 8, 192, 2048]],
  p5en: [["48xlarge", 8, 192, 2048]],
  "p6-b200": [["48xlarge", 8, 192, 2048]],
  "p6-b300": [["48xlarge", 8, 192, 4096]],
};

/** By name, such as `g4dn.xlarge`; families and sizes in the order in which they grow. */
export const GPU_INSTANCE_TYPES: ReadonlyMap<string, GpuInstanceType> = new Map(
  Object.entries(FAMILIES).flatMap(([family, sizes]) =>
    sizes.map(([size, gpus, vcpus, gib]): [string, GpuInstanceType] => {
      const name = `${family}.${size}`;
      return [name, { name, gpus, vcpus, memoryMib: gib * 1024 }];
    }),
  ),
);

/** Why a fleet cannot have a type that exists; by family. */
const UNSUITABLE: readonly (readonly [RegExp, string])[] = [
  [/^p2$/, "has a K80 GPU, which the ECS GPU AMI's driver 580 does not support"],
  [/^g2$/, "has a K520 GPU, which the ECS GPU AMI's driver 580 does not support"],
  // "End of Life Notice EC2 G3 Instances" (October 31, 2025); P3 but p3dn: migrate "by December 20, 2025", AWS wrote.
  [/^(g3|g3s)$/, "is a G3 instance, a family that AWS retired in October 2025"],
  [/^p3$/, "is a P3 instance, a family that AWS retired in December 2025 (p3dn.24xlarge remains)"],
  [/^g4ad$/, "has an AMD GPU; the ECS GPU AMI has NVIDIA's driver"],
  [/^(g5g|p6e-gb[23]00)$/, "is an arm64 instance; the ECS GPU AMI is x86-64"],
  [/^(g6f|gr6f)$/, "has a fraction of a GPU; a worker needs a whole one"],
  // awslabs/amazon-eks-ami #2768: the 580 driver does not know the GPU of G7.
  [/^g7$/, "has an RTX PRO 4500 GPU, which the ECS GPU AMI's driver 580 does not support"],
  [/^(inf|trn|dl|vt|f)\d/, "has an accelerator, but no NVIDIA GPU"],
  [/^(a|c|d|h|hpc|i|im|is|m|mac|r|t|u|x|z)\d|^(mac|u)-/, "has no GPU"],
];

/** What is wrong with a type that is not in the table but has the form of one: `has no GPU`. */
export function unsuitability(type: string): string | undefined {
  const smallest = [...GPU_INSTANCE_TYPES.keys()].find((name) => name.startsWith(`${type}.`));
  if (smallest !== undefined) return `is a family; add a size, as in ${smallest}`;
  const [, family] =
    /^([a-z][a-z0-9-]*)\.(?:nano|micro|small|medium|(?:\d+x?|x)?large|metal[a-z0-9-]*)$/.exec(type) ?? [];
  return family === undefined ? undefined : UNSUITABLE.find(([pattern]) => pattern.test(family))?.[1];
}
