import { readSince } from "../../cli/since";
import { lastError } from "../../operate/logs/last-error";
import type { LogLine } from "../../operate/logs/log-line";
import { reconcilerLine } from "../../operate/logs/reconciler-line";
import { sectionOf } from "../../operate/logs/section";

const lines = (...texts: string[]): LogLine[] => texts.map((text, at) => ({ at, stream: "task/Sample/1", text }));
const texts = (section: readonly LogLine[]) => section.map(({ text }) => text);

describe("the part of a worker's log that is about one video", () => {
  const log = lines(
    "1.10.0",
    "Processing videos in /opt/ml/processing/input.",
    "Running python3 track.py --source /tmp/in/dive_a.mp4 --name dive_a",
    "frame 1",
    "Captured 12 in dive_a.mp4. Total processing time 0:21:00",
    "Running python3 track.py --source /tmp/in/dive_b.mp4 --name dive_b",
    "Traceback (most recent call last):",
    "RuntimeError: CUDA out of memory",
    "Done",
  );

  test("ends before the next video", () => {
    expect(texts(sectionOf(log, "dives/dive_a.mp4"))).toEqual(texts(log).slice(2, 5));
  });
  test("of the last one goes to the end, where the reason of a crash is", () => {
    expect(texts(sectionOf(log, "dive_b.mp4"))).toEqual(texts(log).slice(5));
  });
  test("goes on where its own name comes again beside another", () => {
    const both = lines("fetch a.mp4", "a.mp4 and b.mp4", "x", "fetch b.MOV", "y");
    expect(texts(sectionOf(both, "a.mp4"))).toEqual(["fetch a.mp4", "a.mp4 and b.mp4", "x"]);
  });
  test("is empty for a video that it does not name", () => {
    expect(sectionOf(log, "dive_c.mp4")).toEqual([]);
  });
});

test.each([
  [["Running x", "RuntimeError: CUDA out of memory", "Done"], "RuntimeError: CUDA out of memory"],
  [["download failed", "frame 1", "  "], "download failed"],
  [["Traceback (most recent call last):", "KeyError: 'video'"], "KeyError: 'video'"],
  [["terror of the deep", "frame 7"], "frame 7"],
  [[], undefined],
])("the last error of %j", (said, error) => {
  expect(lastError(lines(...said))).toBe(error);
});

describe("the reconciler's lines", () => {
  const line = (value: object) => reconcilerLine(JSON.stringify(value));
  test.each([
    [
      { level: "info", action: "setDesiredCapacity", result: "done", reason: "3 videos waiting", desiredCapacity: 3 },
      "setDesiredCapacity: 3 videos waiting [desiredCapacity 3]",
    ],
    [
      {
        level: "info",
        action: "startWorkers",
        result: "notNow",
        reason: "1 waits",
        instanceIds: ["i-1", "i-2"],
        detail: "RESOURCE:GPU",
      },
      "startWorkers (not now): 1 waits; RESOURCE:GPU [instanceIds i-1,i-2]",
    ],
    [
      { level: "error", action: "end", result: "failed", reason: "empty", detail: "AccessDenied" },
      "end (failed): empty; AccessDenied",
    ],
    [{ level: "error", unseen: "queue: AccessDenied" }, "could not see queue: AccessDenied"],
    [{ _aws: { Timestamp: 1 }, Workers: 1 }, undefined],
  ])("%j", (value, shown) => {
    expect(line(value)).toBe(shown);
  });
  test("of Lambda itself say nothing, and what is no JSON is shown as it is", () => {
    expect(reconcilerLine("START RequestId: 1 Version: $LATEST")).toBeUndefined();
    expect(reconcilerLine("REPORT RequestId: 1	Duration: 812 ms")).toBeUndefined();
    expect(reconcilerLine("{half")).toBe("{half");
    expect(reconcilerLine("Task timed out after 60.00 seconds")).toBe("Task timed out after 60.00 seconds");
  });
});

test("how far back to look", () => {
  expect([readSince("90m"), readSince("2h"), readSince("3d")]).toEqual([5_400_000, 7_200_000, 259_200_000]);
  for (const wrong of ["", "2", "h", "-1h", "0h", "1w", "1.5h"])
    expect(() => readSince(wrong)).toThrow("90m, 2h or 3d");
});
