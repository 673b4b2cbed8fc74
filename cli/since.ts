import { InvalidArgumentError } from "commander";

const milliseconds = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Reads the value of a --since option, such as `90m`, `2h` or `3d`: how far back to look, in milliseconds. */
export function readSince(text: string): number {
  const [, number, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (!number || Number(number) === 0) throw new InvalidArgumentError("give it as 90m, 2h or 3d.");
  return Number(number) * milliseconds[unit as keyof typeof milliseconds];
}
