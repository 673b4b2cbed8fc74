import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { inUsersFolder } from "./folder";
import { run } from "./run";

inUsersFolder();

const ids = ["b4eaf715-5c5f", "b4eaf9d5-e298", "c0ffee00-0000"];
const stream = (id: string) => `task/Megadetector/${id}`;
const at = Date.UTC(2026, 10, 23, 8);

interface Question {
  readonly constructor: { readonly name: string };
  readonly input: {
    readonly logStreamNamePrefix?: string;
    readonly logStreamName?: string;
    readonly startTime?: number;
  };
}

/** A log to which each of the tasks has written its own id. */
function answer({ constructor: { name }, input }: Question): object {
  const { logStreamNamePrefix = "", logStreamName = "", startTime = 0 } = input;
  const written = ids.map((id) => ({ logStreamName: stream(id), timestamp: at, eventId: id, message: id }));
  switch (name) {
    case "DescribeLogStreamsCommand":
      return {
        logStreams: ids
          .map((id, index) => ({ logStreamName: stream(id), creationTime: at + index * 60_000 }))
          .filter((one) => one.logStreamName.startsWith(logStreamNamePrefix)),
      };
    case "GetLogEventsCommand":
      return { events: written.filter((line) => line.logStreamName === logStreamName && at >= startTime) };
    default:
      return { events: written };
  }
}

const send = jest.spyOn(CloudWatchLogsClient.prototype, "send");
beforeEach(() => {
  send.mockReset();
  send.mockImplementation(((question: Question) => Promise.resolve(answer(question))) as never);
  jest.spyOn(Date, "now").mockReturnValue(at + 2 * 3_600_000);
});
afterEach(() => jest.mocked(Date.now).mockRestore());
afterAll(() => send.mockRestore());

const ofTask = (...words: string[]) => run("logs", "Megadetector", "--task", ...words);

test.each(["b4eaf715-5c5f", "b4eaf715"])("%s is enough to name a task", async (id) => {
  expect(await ofTask(id)).toEqual({ status: 0, stdout: "08:00:00  b4eaf715-5c5f\n", stderr: "" });
});

test("a whole id is that task, whatever others begin with it", async () => {
  send.mockImplementation(((question: Question) =>
    Promise.resolve(
      question.constructor.name === "DescribeLogStreamsCommand"
        ? { logStreams: ["b4", "b4eaf715-5c5f"].map((id) => ({ logStreamName: stream(id) })) }
        : { events: [{ timestamp: at, message: question.input.logStreamName }] },
    )) as never);
  expect((await ofTask("b4")).stdout).toBe("08:00:00  task/Megadetector/b4\n");
});

test("of several tasks, it shows which there are, the latest first", async () => {
  expect(await ofTask("b4eaf")).toEqual({
    status: 1,
    stdout: "",
    stderr: `error: the ids of 2 tasks of Megadetector begin with b4eaf; give more letters of one
  b4eaf9d5-e298  from 2026-11-23 08:01:00
  b4eaf715-5c5f  from 2026-11-23 08:00:00
`,
  });
});

test("of very many tasks, it shows ten", async () => {
  const logStreams = Array.from({ length: 12 }, (_, index) => ({ logStreamName: stream(`b${index}`) }));
  send.mockImplementation((() => Promise.resolve({ logStreams })) as never);
  const { stderr } = await ofTask("b");
  expect(stderr).toMatch(/^error: the ids of 12 tasks .*\n( {2}b\d  from .*\n){10} {2}and 2 before them\n$/);
});

test("a task of which there is no log, or no such line", async () => {
  expect((await ofTask("dddd")).stderr).toMatch(/^error: task dddd of Megadetector has written nothing\.\n/);
  expect((await ofTask("c0ff", "--since", "90m")).stderr).toBe(
    `error: task c0ffee00-0000 of Megadetector has written nothing in the last 1 h 30 min.
All that it wrote: ./model logs Megadetector --task c0ffee00-0000
`,
  );
  expect((await ofTask("c0ff", "--since", "3h")).stdout).toBe("08:00:00  c0ffee00-0000\n");
});

test("a stack that is not deployed has no log", async () => {
  const missing = Object.assign(new Error("no"), { name: "ResourceNotFoundException", $metadata: {} });
  send.mockImplementation((() => Promise.reject(missing)) as never);
  expect((await ofTask("dddd")).stderr).toContain("error: Megadetector is not deployed");
});

test("with --follow, too, the beginning of an id is enough", async () => {
  let rounds = 0;
  const denied = Object.assign(new Error("no"), { name: "AccessDeniedException", $metadata: {} });
  send.mockImplementation(((question: Question) =>
    rounds++ === 0 ? Promise.resolve(answer(question)) : Promise.reject(denied)) as never);
  const soon = jest.spyOn(global, "setTimeout").mockImplementation(((done: () => void) => done()) as never);
  const { stdout } = await ofTask("b4eaf7", "--follow").finally(() => soon.mockRestore());
  expect(stdout).toBe("08:00:00 b4eaf715  b4eaf715-5c5f\n");
});
