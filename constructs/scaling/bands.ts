/** One step of a step scaling policy on waiting videos; bounds are videos above the alarm's threshold of 1. */
export interface Band {
  readonly lower: number;
  /** Exclusive; the last band has none. */
  readonly upper?: number;
  /** Instances that the band orders. */
  readonly instances: number;
}

/** AWS's limit of step adjustments in one policy ("Quotas for Auto Scaling resources and groups"). */
const mostBands = 20;

/**
 * How many instances so many waiting videos justify: one per `videosPerInstance`, up to `fleetSize`. A fleet of more
 * instances than AWS allows steps gets evenly spaced steps that never order more than is justified; what one step
 * leaves out, the next alarm minute after the warm-up adds.
 */
export function bands(fleetSize: number, videosPerInstance: number): Band[] {
  const count = Math.min(fleetSize, mostBands);
  const sizes = Array.from({ length: count }, (_, step) =>
    count === 1 ? 1 : 1 + Math.round(((fleetSize - 1) * step) / (count - 1)),
  );
  // `n` instances are justified from (n - 1) × videosPerInstance + 1 waiting videos on, and the threshold is 1.
  const start = (instances: number) => (instances - 1) * videosPerInstance;
  return sizes.map((instances, step) => {
    const next = sizes[step + 1];
    return { lower: start(instances), ...(next !== undefined && { upper: start(next) }), instances };
  });
}
