/** A CloudWatch metric alarm's settings, in the API's own terms. */
export interface AlarmSettings {
  readonly statistic: "Average" | "Maximum";
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparison:
    "GreaterThanOrEqualToThreshold" | "GreaterThanThreshold" | "LessThanOrEqualToThreshold" | "LessThanThreshold";
  readonly missingData: "notBreaching" | "breaching" | "ignore" | "missing";
}

export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/**
 * Newest first. CloudWatch looks at a few periods more than it needs, so that datapoints which come late shift the
 * window and do not count as missing ("Configuring how CloudWatch alarms treat missing data", evaluation range).
 */
export const periodsBeyondEvaluation = 2;

/**
 * The alarm's next state from the newest `evaluationPeriods + periodsBeyondEvaluation` values; undefined is a missing
 * datapoint. Enough real datapoints: the newest of them decide. Too few: missing ones fill up as `missingData` says.
 */
export function nextState(
  alarm: AlarmSettings,
  state: AlarmState,
  newestFirst: readonly (number | undefined)[],
): AlarmState {
  const real = newestFirst.filter((value) => value !== undefined).slice(0, alarm.evaluationPeriods);
  const breaching = real.filter((value) => isBreaching(alarm, value)).length;
  const missing = alarm.evaluationPeriods - real.length;
  if (real.length === 0 && alarm.missingData === "missing") return "INSUFFICIENT_DATA";
  if (breaching >= alarm.datapointsToAlarm) return "ALARM";
  if (missing > 0) {
    if (alarm.missingData === "breaching" && breaching + missing >= alarm.datapointsToAlarm) return "ALARM";
    if (alarm.missingData === "ignore" && breaching + missing >= alarm.datapointsToAlarm) return state;
  }
  return "OK";
}

function isBreaching(alarm: AlarmSettings, value: number): boolean {
  switch (alarm.comparison) {
    case "GreaterThanOrEqualToThreshold":
      return value >= alarm.threshold;
    case "GreaterThanThreshold":
      return value > alarm.threshold;
    case "LessThanOrEqualToThreshold":
      return value <= alarm.threshold;
    case "LessThanThreshold":
      return value < alarm.threshold;
  }
}
