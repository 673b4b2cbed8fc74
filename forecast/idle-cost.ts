/** What a stack costs in a month in which no video comes, in dollars. */
export interface IdleCost {
  readonly parts: readonly { readonly what: string; readonly dollars: number }[];
  readonly total: number;
}

/** What of a stack costs money while it is idle. */
export interface IdleStack {
  readonly alarms: number;
  readonly dashboards: number;
  readonly functionMib: number;
  readonly functionIsArm: boolean;
  /** Seconds that one run of the reconciler takes, about. */
  readonly functionSeconds: number;
}

const runsPerMonth = 730 * 60;
/** Dollars in us-east-1 without any free tier ("Amazon CloudWatch pricing", "AWS Lambda pricing", "Amazon SQS pricing"). */
const alarmMonth = 0.1;
const dashboardMonth = 3;
const functionGibSecond = { x86: 0.0000166667, arm: 0.0000133334 };
const functionRequest = 0.2 / 1_000_000;
const queueRequest = 0.5 / 1_000_000;
/** GetQueueAttributes of one look. */
const queueRequestsPerRun = 1;
const logGib = 0.5;
/** A function's START, END and REPORT lines and one of its own. */
const logBytesPerRun = 600;

/** GPUs, buckets' contents and logs of workers are not in it: an idle stack has none of the first and adds none of the others. */
export function idleCost(stack: IdleStack): IdleCost {
  const gibSecond = stack.functionIsArm ? functionGibSecond.arm : functionGibSecond.x86;
  const parts = [
    { what: `${stack.alarms} alarms`, dollars: stack.alarms * alarmMonth },
    dashboardPart(stack.dashboards),
    {
      what: "the reconciler, each minute",
      dollars: runsPerMonth * (functionRequest + (stack.functionSeconds * stack.functionMib * gibSecond) / 1024),
    },
    { what: "its looks at the queue", dollars: runsPerMonth * queueRequestsPerRun * queueRequest },
    { what: "its log", dollars: (runsPerMonth * logBytesPerRun * logGib) / 2 ** 30 },
  ].filter(({ dollars }) => dollars > 0);
  return { parts, total: parts.reduce((sum, { dollars }) => sum + dollars, 0) };
}

export const dashboardPart = (dashboards: number): IdleCost["parts"][number] => ({
  what: `${dashboards} dashboard (free within the account's first three)`,
  dollars: dashboards * dashboardMonth,
});
