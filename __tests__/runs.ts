/**
 * How many examples a property test tries: few in the suite, so that it takes seconds, and always the same, so that a
 * failure comes again. `RUNS=50 npm run unit -- worlds` tries fifty times as many, and `SEED=2` others.
 */
export function runs(numRuns: number): { numRuns: number; seed: number } {
  return { numRuns: Math.ceil(numRuns * Number(process.env.RUNS ?? 1)), seed: Number(process.env.SEED ?? 1) };
}
