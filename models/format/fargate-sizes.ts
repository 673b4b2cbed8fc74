/**
 * What a Fargate task on Linux can have: memory in MiB from, to and in steps of, by CPU units ("Task definition parameters
 * for Fargate", Task size).
 */
const SIZES: readonly (readonly [cpuUnits: number, from: number, to: number, step: number])[] = [
  [256, 512, 2048, 512],
  [512, 1024, 4096, 1024],
  [1024, 2048, 8192, 1024],
  [2048, 4096, 16384, 1024],
  [4096, 8192, 30720, 1024],
  [8192, 16384, 61440, 4096],
  [16384, 32768, 122880, 8192],
];

export const FARGATE_CPU_UNITS: readonly number[] = SIZES.map(([cpuUnits]) => cpuUnits);

export const LEAST_CPU_UNITS = 256;

export function leastMemoryMib(cpuUnits: number): number {
  return SIZES.find(([cpu]) => cpu === cpuUnits)?.[1] ?? 0;
}

/** What is wrong with so much memory for so much CPU, and what there is; undefined where Fargate has it. */
export function misfit(cpuUnits: number, memoryMib: number): string | undefined {
  const size = SIZES.find(([cpu]) => cpu === cpuUnits);
  if (!size) return undefined;
  const [, from, to, step] = size;
  // 1536 is no multiple of 512 that Fargate has for a quarter of a CPU.
  const fits =
    memoryMib >= from && memoryMib <= to && memoryMib % step === 0 && !(cpuUnits === 256 && memoryMib === 1536);
  if (fits) return undefined;
  const there = cpuUnits === 256 ? "512, 1024 or 2048" : `${from} to ${to} in steps of ${step}`;
  return `${memoryMib} is no size that Fargate has with Cpu ${cpuUnits}; write ${there}`;
}
