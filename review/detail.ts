/** How much of a review is written: a comment on GitHub has a limit. */
export interface Detail {
  readonly rawPlans: boolean;
  /** The most rows of one stack's table. */
  readonly rows: number;
  /** The most lines of one difference between long values. */
  readonly diffLines: number;
  readonly stacks: number;
  /** The most warnings of one level. */
  readonly warnings: number;
  readonly shortened: boolean;
}

const everything: Detail = {
  rawPlans: true,
  rows: 300,
  diffLines: 200,
  stacks: Infinity,
  warnings: Infinity,
  shortened: false,
};

/** From everything to the least: the raw plans go first, the warnings last. */
export const details: readonly Detail[] = [
  everything,
  { ...everything, rawPlans: false, shortened: true },
  { ...everything, rawPlans: false, rows: 40, diffLines: 30, shortened: true },
  { rawPlans: false, rows: 10, diffLines: 8, stacks: 200, warnings: 100, shortened: true },
  { rawPlans: false, rows: 0, diffLines: 0, stacks: 100, warnings: 40, shortened: true },
  { rawPlans: false, rows: 0, diffLines: 0, stacks: 20, warnings: 8, shortened: true },
];
