/**
 * Random numbers that depend on nothing but their name: `random(7)("boot", 3)` is the same number whatever was drawn before.
 * So two designs that launch a third instance get the same boot time for it, and differ only by what they decide.
 */
export type Random = (name: string, index?: number) => number;

/** A source of numbers in [0, 1) for one seed. */
export const random =
  (seed: number): Random =>
  (name, index = 0) => {
    let hash = mix(seed + 0x9e3779b9);
    for (let at = 0; at < name.length; at++) hash = mix(hash ^ name.charCodeAt(at));
    return mix(hash ^ mix(index + 0x85ebca6b)) / 2 ** 32;
  };

/** A bijection of 32 bits in which every bit of the input flips about half of the output's (multiply and xor-shift). */
function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The value below which a triangular distribution on [low, high] with its peak at `mode` lies with probability `u`. */
export function triangular(u: number, low: number, mode: number, high: number): number {
  if (high === low) return low;
  const peak = (mode - low) / (high - low);
  return u < peak
    ? low + Math.sqrt(u * (high - low) * (mode - low))
    : high - Math.sqrt((1 - u) * (high - low) * (high - mode));
}

/** A log-normal value with the given median; `spread` is the standard deviation of its logarithm. Box-Muller on two uniforms. */
export function logNormal(u: number, v: number, median: number, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
  return median * Math.exp(spread * normal);
}
