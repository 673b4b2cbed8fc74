import { type AlarmSettings, nextState } from "../../forecast/alarm";

const alarm: AlarmSettings = {
  statistic: "Maximum",
  periodSeconds: 60,
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  threshold: 1,
  comparison: "GreaterThanOrEqualToThreshold",
  missingData: "notBreaching",
};
const none = undefined;

test("3 of 3 need three breaching datapoints", () => {
  expect(nextState(alarm, "OK", [1, 1, 0, 0, 0])).toBe("OK");
  expect(nextState(alarm, "OK", [1, 2, 5, 0, 0])).toBe("ALARM");
});

test("2 of 3 need two, wherever they are", () => {
  expect(nextState({ ...alarm, datapointsToAlarm: 2 }, "OK", [1, 0, 1, 0, 0])).toBe("ALARM");
});

test("a datapoint that is late shifts the window and does not count as missing", () => {
  expect(nextState(alarm, "OK", [none, 1, 1, 1, 0])).toBe("ALARM");
  expect(nextState(alarm, "ALARM", [none, 0, 1, 1, 1])).toBe("OK");
});

test.each([
  ["notBreaching", "OK"],
  ["breaching", "ALARM"],
  ["ignore", "ALARM"],
  ["missing", "INSUFFICIENT_DATA"],
] as const)("without any datapoint, %s makes an alarm in ALARM %s", (missingData, state) => {
  expect(nextState({ ...alarm, missingData }, "ALARM", [none, none, none, none, none])).toBe(state);
});

test("missing datapoints fill up what real ones do not decide", () => {
  expect(nextState({ ...alarm, missingData: "breaching" }, "OK", [none, none, 1, none, none])).toBe("ALARM");
  expect(nextState({ ...alarm, missingData: "breaching" }, "OK", [none, none, 0, none, none])).toBe("OK");
  expect(nextState({ ...alarm, missingData: "ignore" }, "OK", [none, none, 1, none, none])).toBe("OK");
});

test("at the threshold", () => {
  const at = (comparison: AlarmSettings["comparison"]) =>
    nextState({ ...alarm, comparison, evaluationPeriods: 1, datapointsToAlarm: 1 }, "OK", [1]);
  expect(at("GreaterThanOrEqualToThreshold")).toBe("ALARM");
  expect(at("GreaterThanThreshold")).toBe("OK");
  expect(at("LessThanOrEqualToThreshold")).toBe("ALARM");
  expect(at("LessThanThreshold")).toBe("OK");
});
