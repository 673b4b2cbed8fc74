import { billOf, monthStart } from "../../operate/cost/bill";
import { type Activity, livesOf } from "../../operate/cost/lives";
import { sampleSpec } from "../constructs/sample";

const at = (text: string) => Date.parse(`2026-11-${text}Z`);
const now = at("22T12:00");
const launch = (id: string, time: string, status = "Successful"): Activity => ({
  description: `Launching a new EC2 instance: ${id}`,
  status,
  startedAt: at(time),
  endedAt: at(time) + 90_000,
});
const end = (id: string, time: string): Activity => ({
  description: `Terminating EC2 instance: ${id}`,
  status: "Successful",
  startedAt: at(time) - 60_000,
  endedAt: at(time),
});
const g4dnHour = 0.526 + (100 * 0.08) / 730 + 0.005;

describe("the lives of instances", () => {
  const since = monthStart(now);
  const lives = (activities: Activity[], present: Parameters<typeof livesOf>[1] = []) =>
    livesOf(activities, present, since);

  test("from the launch to the end of the end", () => {
    expect(lives([end("i-1", "03T10:00"), launch("i-1", "03T08:00")])).toEqual({
      lives: [{ id: "i-1", from: at("03T08:00"), to: at("03T10:00") }],
      lost: [],
    });
  });
  test("that go on", () => {
    const { lives: [life] = [] } = lives([launch("i-1", "03T08:00")], [{ id: "i-1" }]);
    expect(life).toEqual({ id: "i-1", from: at("03T08:00") });
  });
  test("whose launch is longer ago than activities are kept", () => {
    expect(lives([end("i-1", "03T10:00")]).lives).toEqual([{ id: "i-1", from: since, to: at("03T10:00") }]);
    const before = Date.parse("2026-09-01T00:00Z");
    expect(lives([], [{ id: "i-2", launchedAt: before }]).lives).toEqual([{ id: "i-2", from: before }]);
  });
  test("of whose end nothing is known are not guessed", () => {
    expect(lives([launch("i-1", "03T08:00")])).toEqual({ lives: [], lost: ["i-1"] });
  });
  test("that never began", () => {
    const failed = {
      ...launch("i-1", "03T08:00", "Failed"),
      description: "Launching a new EC2 instance.  Status Reason: x",
    };
    expect(lives([failed, launch("i-2", "03T08:00", "Failed")])).toEqual({ lives: [], lost: [] });
  });
});

describe("the bill", () => {
  const bill = (lives: Parameters<typeof billOf>[0], different = {}, types: [string, string][] = []) =>
    billOf(lives, new Map(types), sampleSpec(different), now);

  test("hours of the month alone, by day, with volume and address", () => {
    const { month, instances, hours, dollars, days } = bill([
      { id: "i-0", from: Date.parse("2026-10-30T00:00Z"), to: at("01T02:00") },
      { id: "i-1", from: at("03T22:00"), to: at("04T01:30") },
      { id: "i-2", from: at("22T11:00") },
      { id: "i-3", from: Date.parse("2026-10-01T00:00Z"), to: Date.parse("2026-10-02T00:00Z") },
    ]);
    expect({ month, instances, hours }).toEqual({ month: "2026-11", instances: 3, hours: 6.5 });
    expect(days).toEqual([
      { day: "2026-11-01", hours: 2 },
      { day: "2026-11-03", hours: 2 },
      { day: "2026-11-04", hours: 1.5 },
      { day: "2026-11-22", hours: 1 },
    ]);
    expect(dollars.low).toBeCloseTo(6.5 * g4dnHour, 3);
    expect(dollars.high).toBe(dollars.low);
  });

  test("an instance whose type is not known any more costs between the cheapest and the dearest of the fleet", () => {
    const instanceTypes = [
      { name: "g4dn.xlarge", gpus: 1, vcpus: 4, memoryMib: 16384 },
      { name: "g5.xlarge", gpus: 1, vcpus: 4, memoryMib: 16384 },
    ];
    const life = { id: "i-1", from: at("22T02:00"), to: at("22T12:00") };
    const unknown = bill([life], { instanceTypes });
    expect(unknown.dollars.low).toBeCloseTo(10 * g4dnHour, 2);
    expect(unknown.dollars.high).toBeCloseTo(10 * (g4dnHour + 1.006 - 0.526), 2);
    const known = bill([life], { instanceTypes }, [["i-1", "g5.xlarge"]]);
    expect(known.dollars.low).toBe(known.dollars.high);
    expect(known.dollars.low).toBe(unknown.dollars.high);
  });

  test("Spot costs a range below on demand", () => {
    const { low, high } = bill([{ id: "i-1", from: at("22T02:00") }], { spot: true }).dollars;
    expect(low).toBeLessThan(high);
    expect(high).toBeLessThan(10 * g4dnHour);
  });

  test("a month without instances, and its first moment", () => {
    expect(bill([])).toMatchObject({ instances: 0, hours: 0, dollars: { low: 0, high: 0 }, days: [] });
    const first = Date.parse("2026-11-01T00:00Z");
    expect(billOf([{ id: "i-1", from: 0 }], new Map(), sampleSpec(), first)).toMatchObject({ hours: 0, days: [] });
  });
});
