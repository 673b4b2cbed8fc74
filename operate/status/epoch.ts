import type { EpochSeconds } from "./facts";

export const epochSeconds = (time: Date | undefined): EpochSeconds => Math.floor((time?.getTime() ?? 0) / 1000);
