import fc from "fast-check";
import { messageOf, startsOf } from "../../../constructs/pipeline/step-filter";
import type { PipelineSpec } from "../../../models/format/spec";
import { anyPipeline, samplePipeline } from "../any-pipeline";
import { matches } from "../../../e2e/day/aws/event-pattern";
import { runs } from "../../runs";

type State = "running" | "failed" | "done";
type States = Readonly<Record<string, State>>;

/** The item as DynamoDB writes it. */
const image = (states: States) => ({
  video: { S: "a.mp4" },
  job_name: { S: "Dive 42" },
  user_name: { S: "ana" },
  metadata_b64: { S: "e30=" },
  ...Object.fromEntries(Object.entries(states).map(([step, state]) => [step, { M: { state: { S: state } } }])),
});

/** The stream's record of a change ("Change data capture for DynamoDB Streams"): a new item has no old image. */
const record = (before: States | undefined, after: States) => ({
  eventName: before ? "MODIFY" : "INSERT",
  dynamodb: { NewImage: image(after), ...(before && { OldImage: image(before) }) },
});

/** The steps that a change starts: those of whose patterns one fits. */
const started = ({ steps }: PipelineSpec, before: States | undefined, after: States): string[] =>
  steps
    .filter((step) => startsOf(step).some((pattern) => matches(pattern, record(before, after))))
    .map(({ model }) => model);

describe("one change", () => {
  const at = (before: States | undefined, after: States) => started(samplePipeline, before, after);
  test.each<[string, States | undefined, States, string[]]>([
    ["a new item starts the first step", undefined, {}, ["Finder"]],
    ["an item that the first step's worker makes starts nothing", undefined, { Finder: "running" }, []],
    [
      "an item that is made with a step done starts what waits for it",
      undefined,
      { Finder: "done" },
      ["Namer", "Depth"],
    ],
    ["a step that begins starts nothing", {}, { Finder: "running" }, []],
    ["a step that fails starts nothing", { Finder: "running" }, { Finder: "failed" }, []],
    [
      "a step that becomes done starts all that wait for it alone",
      { Finder: "running" },
      { Finder: "done" },
      ["Namer", "Depth"],
    ],
    ["also without having run", {}, { Finder: "done" }, ["Namer", "Depth"]],
    [
      "but none that runs already",
      { Finder: "running", Namer: "running" },
      { Finder: "done", Namer: "running" },
      ["Depth"],
    ],
    [
      "of two that are waited for, the first starts nothing",
      { Finder: "done", Namer: "running" },
      { Finder: "done", Namer: "done" },
      ["Depth"].slice(1),
    ],
    [
      "the second does",
      { Finder: "done", Namer: "done", Depth: "running" },
      { Finder: "done", Namer: "done", Depth: "done" },
      ["Report"],
    ],
    ["both at once do, once", { Finder: "done" }, { Finder: "done", Namer: "done", Depth: "done" }, ["Report"]],
    ["the end of the last starts nothing", { Report: "running" }, { Report: "done" }, []],
  ])("%s", (_, before, after, models) => {
    expect(at(before, after)).toEqual(models);
  });

  test("what is no change of a step starts nothing", () => {
    const states: States = { Finder: "done", Namer: "done", Depth: "running" };
    expect(at(states, states)).toEqual([]);
  });

  test("an item that is deleted starts nothing", () => {
    const removed = { eventName: "REMOVE", dynamodb: { OldImage: image({}) } };
    for (const step of samplePipeline.steps)
      expect(startsOf(step).some((pattern) => matches(pattern, removed))).toBe(false);
  });

  test.each(["user_name", "metadata_b64"])("an item without %s starts nothing", (field) => {
    const whole = record(undefined, {});
    const without = { ...whole.dynamodb.NewImage, [field]: undefined };
    const [first] = samplePipeline.steps;
    const pass = (NewImage: object) =>
      first && startsOf(first).some((pattern) => matches(pattern, { ...whole, dynamodb: { NewImage } }));
    expect([pass(whole.dynamodb.NewImage), pass(without)]).toEqual([true, false]);
  });
});

test("in any pipeline, however workers take turns, each step is started once, and when all before it are done", () => {
  fc.assert(
    fc.property(anyPipeline, fc.infiniteStream(fc.nat()), fc.boolean(), (pipeline, choices, fromClient) => {
      const first = pipeline.steps[0]?.model ?? "";
      const choose = (from: readonly string[]) => from[choices.next().value % from.length] ?? "";
      const messages: string[] = [];
      let states: States | undefined;
      const write = (next: States) => {
        messages.push(...started(pipeline, states, next));
        states = next;
      };
      if (fromClient) messages.push(first);
      else write({});

      const taken = new Set<string>();
      for (let turns = 0; turns < 200; turns++) {
        // A worker takes a message, or one that runs ends, or begins again after it failed.
        const able = [
          ...new Set(messages.filter((step) => !taken.has(step))),
          ...[...taken].filter((step) => states?.[step] !== "done"),
        ];
        if (able.length === 0) break;
        const step = choose(able);
        const { after } = pipeline.steps.find(({ model }) => model === step) ?? { after: [] };
        expect(after.filter((earlier) => states?.[earlier] !== "done")).toEqual([]);
        taken.add(step);
        const state = states?.[step];
        const next =
          state === undefined || state === "failed" ? "running" : choices.next().value % 4 === 0 ? "failed" : "done";
        write({ ...states, [step]: next });
      }
      expect([...messages].sort()).toEqual(pipeline.steps.map(({ model }) => model).sort());
    }),
    runs(300),
  );
});

test("a pattern is never longer than EventBridge takes, nor are there more than five", () => {
  fc.assert(
    fc.property(anyPipeline, ({ steps }) => {
      for (const patterns of steps.map(startsOf)) {
        // "CreatePipe", FilterCriteria: 0 to 5 filters, each of at most 4096 characters.
        expect(patterns.length).toBeLessThanOrEqual(5);
        for (const pattern of patterns) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(4096);
      }
    }),
    runs(50),
  );
});

test("the message is the client's, with the bucket where the video is", () => {
  expect(JSON.parse(messageOf("finder-video-1-us-west-2"))).toEqual({
    video: "<$.dynamodb.NewImage.video.S>",
    bucket: "finder-video-1-us-west-2",
    clean: "False",
    user_name: "<$.dynamodb.NewImage.user_name.S>",
    job_name: "<$.dynamodb.NewImage.job_name.S>",
    metadata_b64: "<$.dynamodb.NewImage.metadata_b64.S>",
  });
  expect(JSON.parse(messageOf(undefined))).not.toHaveProperty("bucket");
});
