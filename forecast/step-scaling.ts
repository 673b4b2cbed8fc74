/** A step of a step scaling policy: bounds relative to the alarm's threshold, lower inclusive, upper exclusive. */
export interface Step {
  readonly lower?: number;
  readonly upper?: number;
  readonly change: number;
}

/**
 * The change that a policy orders when the metric is `breach` above (positive) or below (negative) the alarm's threshold;
 * 0 when no step holds it. Below the threshold the bounds turn round: lower exclusive, upper inclusive ("How step scaling
 * policies work").
 */
export function stepChange(steps: readonly Step[], breach: number, side: "above" | "below"): number {
  const step = steps.find(({ lower = -Infinity, upper = Infinity }) =>
    side === "above" ? lower <= breach && breach < upper : lower < breach && breach <= upper,
  );
  return step?.change ?? 0;
}

/**
 * Desired capacity after a scale-out of ChangeInCapacity. Instances that still warm up do not count as capacity, so the
 * next alarm minute with the same step orders nothing twice ("Set the default instance warmup for an Auto Scaling group").
 */
export function desiredAfterScaleOut(desired: number, warmedUp: number, change: number, max: number): number {
  return Math.min(max, Math.max(desired, warmedUp + change));
}
