import { answer } from "../../forecast/ask";
import { answerPicture } from "../../forecast/answer-picture";
import { answerText } from "../../forecast/answer-text";
import { idleCost } from "../../forecast/idle-cost";
import { rangeOf } from "../../forecast/percentiles";
import { axisTime, niceStep, shortTime, timeStep, trimmed } from "../../forecast/scale";
import { atOnce } from "../../forecast/traces";
import { plainStack } from "./rig";

const question = { stack: plainStack, trace: atOnce(20, 600, 0.3), runs: 12 };

test("percentiles lie between the sorted values", () => {
  expect(rangeOf([4, 1, 3, 2, 5])).toEqual({ p10: 1.4, p50: 3, p90: 4.6 });
  expect(rangeOf([7])).toEqual({ p10: 7, p50: 7, p90: 7 });
});

test("times and amounts are said as people say them", () => {
  expect([59, 600, 5399, 5400, 9000, 36_000, 300_000].map(shortTime)).toEqual([
    "1 min",
    "10 min",
    "90 min",
    "1.5 h",
    "2.5 h",
    "10 h",
    "3.5 days",
  ]);
  expect([0.634, 1.26, 55.4, 0].map(trimmed)).toEqual(["0.63", "1.3", "55", "0"]);
  expect([axisTime(0, 1), axisTime(6300, 7200), axisTime(5400, 36_000), axisTime(86_400, 600_000)]).toEqual([
    ...["0", "105 min", "1.5 h", "1 days"],
  ]);
  expect([niceStep(9, 4), niceStep(180, 4), niceStep(1, 2)]).toEqual([5, 50, 0.5]);
  expect([timeStep(3600, 10), timeStep(36_000, 10), timeStep(864_000, 10)]).toEqual([600, 3600, 86_400]);
});

test("an answer holds together: what is likely lies in its range, money is hours times price", () => {
  const { onDemand, spot, earlier, price } = answer(question);
  for (const { firstResultSeconds: first, lastResultSeconds: last, dollars } of [onDemand, spot, earlier]) {
    expect(first.p10).toBeLessThanOrEqual(first.p50);
    expect(first.p50).toBeLessThanOrEqual(first.p90);
    expect(first.p50).toBeLessThan(last.p50);
    expect(dollars?.p50).toBeGreaterThan(0);
  }
  const hours = onDemand.workingGpuHours.p50 + onDemand.startingGpuHours.p50 + onDemand.idleGpuHours.p50;
  expect(onDemand.dollars?.p50).toBeCloseTo(hours * (price?.onDemandHour ?? NaN), 0);
  expect(spot.dollars?.p50).toBeLessThan(onDemand.dollars?.p50 ?? 0);
  expect(onDemand.killed).toBe(0);
});

test("without a price there is time, and how to get one", () => {
  const unpriced = answer({ ...question, runs: 3, stack: { ...plainStack, region: "ca-west-1" } });
  expect(unpriced.onDemand.dollars).toBeUndefined();
  const text = answerText(
    unpriced,
    idleCost({ alarms: 1, dashboards: 0, functionMib: 128, functionIsArm: false, functionSeconds: 1 }),
    false,
  );
  expect(text).toContain("No price of g4dn.xlarge in ca-west-1");
  expect(text).toContain("npm run forecast:prices -- ca-west-1");
  expect(text).not.toContain("cost on demand");
});

describe("videos longer than TimeoutHours, which is two hours here", () => {
  const nothing = { alarms: 0, dashboards: 0, functionMib: 128, functionIsArm: false, functionSeconds: 1 };
  const asked = (count: number, workSeconds: number) => {
    const videos = Array.from({ length: count }, () => ({ arrivesAt: 0, workSeconds }));
    const question = { stack: plainStack, runs: 2, trace: { name: `${count} videos`, videos: () => videos } };
    return { question, answered: answer(question) };
  };

  test("are told", () => {
    const { answered } = asked(1, 7201);
    expect(answered.tooLong).toBe(1);
    expect(answerText(answered, idleCost(nothing), false)).toContain(
      "Heed: one of the videos takes longer than TimeoutHours. Such videos are started again and again and end as dead letters: raise TimeoutHours.",
    );
  });

  test("never come to a result when they are stopped each time", () => {
    const { question, answered } = asked(2, 5 * 7200);
    const text = answerText(answered, idleCost(nothing), false);
    expect(text).toMatch(/first result after +never .*\n +all done after +never /);
    expect(text).toContain("Heed: 2 of the videos take longer than TimeoutHours. They are started again");
    expect(text).not.toMatch(/Infinity|NaN/);
    expect(answerPicture(question)).not.toMatch(/Infinity|NaN|first result/);
  });
});

test("an idle month: the parts and their sum", () => {
  const { parts, total } = idleCost({
    alarms: 8,
    dashboards: 1,
    functionMib: 128,
    functionIsArm: false,
    functionSeconds: 1.5,
  });
  expect(parts.map(({ dollars }) => Number(dollars.toFixed(2)))).toEqual([0.8, 3, 0.15, 0.02, 0.01]);
  expect(total).toBeCloseTo(3.98, 1);
});
