import { pauseReport, resumeReport } from "../../operate/pause/report";
import { sampleSpec } from "../constructs/sample";
import { endedTask, factsOf, finishingTask, pendingTask, runningTask, scalingAlarm } from "./facts";

const spec = sampleSpec();

test.each([
  [{}, true, ["Nothing runs."]],
  [{ waiting: 1 }, true, ["Nothing runs.", "1 video waits in the queue and stays there."]],
  [{ tasks: [endedTask({})] }, true, ["Nothing runs."]],
  [{ instances: [{ age: 900 }] }, false, ["No worker runs any more; 1 instance leaves."]],
  [
    { waiting: 4, tasks: [runningTask, finishingTask, pendingTask] },
    false,
    [
      "3 workers finish the video they have, at the latest 2 h from now (TimeoutHours). Then the instances leave.",
      "4 videos wait in the queue and stay there.",
    ],
  ],
  [
    { waiting: 1, tasks: [runningTask], alarms: [{ ...scalingAlarm(true), name: "Sample-reconciler-fails" }] },
    false,
    [
      "1 worker goes on until the queue is empty: the reconciler, which asks workers to stop, fails.",
      "Why: ./model logs Sample --reconciler",
      "1 video waits in the queue and stays there.",
    ],
  ],
])("what a paused stack waits for: %j", (scene, quiet, lines) => {
  expect(pauseReport(factsOf({ paused: true, ...scene }), spec)).toEqual({ quiet, lines });
});

test("what cannot be seen is not called quiet", () => {
  const facts = { ...factsOf({}), cluster: undefined, unseen: ["ecs:ListTasks"] };
  expect(pauseReport(facts, spec)).toEqual({
    quiet: false,
    lines: ["What still runs cannot be seen: your credentials lack ecs:ListTasks."],
  });
});

test("what a resumed stack does next", () => {
  expect(resumeReport(factsOf({}))).toEqual(["No videos wait."]);
  expect(resumeReport(factsOf({ waiting: 2 }))).toEqual([
    "2 videos wait: the reconciler takes them up within a minute.",
  ]);
  expect(resumeReport({ ...factsOf({}), queues: undefined })).toEqual(["The reconciler takes it up within a minute."]);
});
