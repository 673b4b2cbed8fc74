/** A step for an axis that makes about `count` labels from 0 to `most`: 1, 2 or 5 times a power of ten. */
export function niceStep(most: number, count: number): number {
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough) ?? 10;
  return factor * power;
}

/** A step of time in seconds that people count in: minutes, quarters, hours, days. */
export function timeStep(mostSeconds: number, count: number): number {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14400].map((minutes) => minutes * 60);
  return steps.find((step) => mostSeconds / step <= count) ?? 864_000;
}

/** `45 min`, `6 h`, `2.5 h`, `3 days`; `never`. */
export function shortTime(seconds: number): string {
  if (seconds === Infinity) return "never";
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  const hours = seconds / 3600;
  if (hours < 72) return `${trimmed(hours)} h`;
  return `${trimmed(hours / 24)} days`;
}

/** A label of a time axis that ends at `mostSeconds`: one unit for all labels. */
export function axisTime(seconds: number, mostSeconds: number): string {
  if (seconds === 0) return "0";
  const [unit, length] =
    mostSeconds <= 3 * 3600 ? ["min", 60] : mostSeconds <= 72 * 3600 ? ["h", 3600] : ["days", 86_400];
  return `${Number((seconds / length).toFixed(2))} ${unit}`;
}

/** Two significant digits at least, no trailing zeros: 0.63, 6.4, 55. */
export const trimmed = (value: number): string => {
  const digits = Math.abs(value) >= 10 ? 0 : Math.abs(value) >= 1 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
};
