import { type AlarmSettings, type AlarmState, nextState, periodsBeyondEvaluation } from "./alarm";
import type { World } from "./world";

/**
 * Evaluates an alarm on the visible messages every minute and, as long as it is in ALARM, calls `act` once a minute with
 * the newest value: for Auto Scaling, an alarm repeats its action every minute, whatever its period ("Why doesn't my
 * CloudWatch alarm's state change invoke my Amazon EC2 Auto Scaling policy?"). The evaluated periods are the last whole
 * ones before the minute and slide with it ("Alarm evaluation").
 */
export function watchAlarm(world: World, name: string, alarm: AlarmSettings, act: (value: number) => void): void {
  let state: AlarmState = "INSUFFICIENT_DATA";
  world.clock.every(60, 60 * world.random(`${name} evaluation`), () => {
    const end = Math.floor(world.clock.now / 60) * 60;
    const values: (number | undefined)[] = [];
    for (let period = 0; period < alarm.evaluationPeriods + periodsBeyondEvaluation; period++) {
      values.push(world.metric.over(end - period * alarm.periodSeconds, alarm.periodSeconds, alarm.statistic));
    }
    state = nextState(alarm, state, values);
    const newest = values.find((value) => value !== undefined);
    if (state === "ALARM") act(newest ?? 0);
  });
}
