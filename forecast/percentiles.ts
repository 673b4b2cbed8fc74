/** What lies between the lucky and the unlucky tenth of the runs. */
export interface Range {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** Percentiles by linear interpolation between the sorted values; of none, NaN. */
export function rangeOf(values: readonly number[]): Range {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? NaN;
    const above = sorted[Math.ceil(place)] ?? NaN;
    return below === above ? below : below + (place - Math.floor(place)) * (above - below);
  };
  return { p10: at(0.1), p50: at(0.5), p90: at(0.9) };
}
