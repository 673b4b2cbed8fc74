/** How much of a review is written: a comment on GitHub has a limit. */
export interface Detail {
  /** The most bytes of Terraform's own plans, of all stacks together; the shortest plans go first. */
  readonly rawPlans: number;
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
  rawPlans: Infinity,
  rows: 300,
  diffLines: 200,
  stacks: Infinity,
  warnings: Infinity,
  shortened: false,
};
const shorter: Detail = { ...everything, shortened: true };

/** From everything to the least: Terraform's own plans go first, the warnings last. */
export const details: readonly Detail[] = [
  everything,
  { ...shorter, rawPlans: 56_000 },
  { ...shorter, rawPlans: 40_000 },
  { ...shorter, rawPlans: 20_000 },
  { ...shorter, rawPlans: 0 },
  { ...shorter, rawPlans: 0, rows: 40, diffLines: 30 },
  { ...shorter, rawPlans: 0, rows: 10, diffLines: 8, stacks: 200, warnings: 100 },
  { ...shorter, rawPlans: 0, rows: 0, diffLines: 0, stacks: 100, warnings: 40 },
  { ...shorter, rawPlans: 0, rows: 0, diffLines: 0, stacks: 20, warnings: 8 },
];
