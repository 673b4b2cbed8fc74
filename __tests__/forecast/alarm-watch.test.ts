import type { AlarmSettings } from "../../forecast/alarm";
import { watchAlarm } from "../../forecast/alarm-watch";
import { plainStack, plainWorld, runUntil } from "./rig";

/** When the alarm acts, in seconds, until `until`; datapoints and evaluations fall on second 30 of each minute. */
const actions = (alarm: AlarmSettings, until: number, physics = {}) => {
  const world = plainWorld([{ arrivesAt: 0, workSeconds: 600 }], {}, physics);
  const times: number[] = [];
  watchAlarm(world, "test", alarm, () => times.push(world.clock.now));
  runUntil(world, until);
  return times;
};

test("3 of 3 minutes: the third whole minute has passed at second 180, the next evaluation sees it and acts every minute", () => {
  expect(actions(plainStack.alarm, 330)).toEqual([210, 270, 330]);
});

test("datapoints that come 65 s late delay the alarm by a minute", () => {
  expect(actions(plainStack.alarm, 330, { metricPublish: 65 })).toEqual([270, 330]);
});

test("the average of five minutes reaches one when five datapoints are one", () => {
  const average: AlarmSettings = {
    ...plainStack.alarm,
    statistic: "Average",
    periodSeconds: 300,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
  };
  expect(actions(average, 400)).toEqual([330, 390]);
});
