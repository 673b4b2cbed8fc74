import { Clock } from "../../forecast/clock";
import { Metric } from "../../forecast/metric";

const never = () => false;
const hour = 3600;

/** A queue whose visible messages are set by hand; the datapoints fall on second 30 of each minute. */
const setUp = (awake: boolean, publishSeconds = 20) => {
  const clock = new Clock();
  const queue = { visible: 0, touchedAt: -Infinity, isWorkedOff: true };
  const metric = new Metric(clock, queue, { publishSeconds, wakeSeconds: 600, phase: 30 }, awake);
  const set = (visible: number) => Object.assign(queue, { visible, touchedAt: clock.now, isWorkedOff: visible === 0 });
  return { clock, metric, set, runUntil: (time: number) => clock.run(never, time) };
};

test("a datapoint a minute, seen only after it was published", () => {
  const { metric, set, runUntil } = setUp(true, 20);
  set(7);
  runUntil(49);
  expect(metric.over(60, 60, "Maximum")).toBeUndefined();
  runUntil(50);
  expect(metric.over(60, 60, "Maximum")).toBe(7);
});

test("one waiting video makes a five-minute average of one only after five datapoints", () => {
  const { metric, set, runUntil } = setUp(true, 0);
  set(1);
  const averages = [60, 120, 180, 240, 300].map((time) => {
    runUntil(time);
    return metric.over(time, 300, "Average");
  });
  expect(averages).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
});

test("a queue that slept has no datapoints before; its first one is the whole average", () => {
  const { metric, set, runUntil } = setUp(false, 0);
  set(1);
  runUntil(600);
  expect(metric.over(600, 300, "Average")).toBeUndefined();
  runUntil(660);
  expect(metric.over(660, 300, "Average")).toBe(1);
});

test("a queue that nothing touched for six hours falls asleep, and one with messages does not", () => {
  const empty = setUp(true);
  empty.set(0);
  empty.runUntil(6 * hour + 120);
  expect(empty.metric.over(6 * hour + 120, 60, "Maximum")).toBeUndefined();
  const waiting = setUp(true);
  waiting.set(3);
  waiting.runUntil(6 * hour + 120);
  expect(waiting.metric.over(6 * hour + 120, 60, "Maximum")).toBe(3);
});
