/** `1 video`, `2 videos`, `no videos`. */
export const count = (number: number, thing: string): string =>
  `${number === 0 ? "no" : number} ${thing}${number === 1 ? "" : "s"}`;

/** `1 worker finishes`, `2 workers finish`; the verb is given as it is for several. */
export const does = (number: number, thing: string, verb: string): string =>
  `${count(number, thing)} ${number === 1 ? singular(verb) : verb}`;

function singular(verb: string): string {
  if (verb === "are") return "is";
  return /(s|x|sh|ch|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
}

/** `is` or `are`. */
export const be = (number: number): string => (number === 1 ? "is" : "are");

/** `12 s`, `4 min`, `2 h 5 min`, `3 days`: as exact as a person wants it. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.round(hours / 24)} days`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** `$1.25`, or `$1.25-1.40` where it is only known between which. */
export const dollars = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  low.toFixed(2) === high.toFixed(2) ? `$${high.toFixed(2)}` : `$${low.toFixed(2)}-${high.toFixed(2)}`;

/** `1.4 MB`: decimal units, as S3 bills. */
export function size(bytes: number): string {
  if (bytes < 1e3) return `${bytes} bytes`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
