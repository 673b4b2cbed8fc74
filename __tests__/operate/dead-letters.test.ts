import { choose, describeLetter } from "../../operate/dead-letters/describe";
import { letterOf } from "../../operate/dead-letters/letter";

const now = 1_800_000_000_000;
const received = (body: string, attributes: Record<string, string> = {}) =>
  letterOf({
    MessageId: "m",
    ReceiptHandle: "r",
    Body: body,
    Attributes: { SentTimestamp: String(now - 7_200_000), MessageGroupId: "g", ...attributes },
  });
const fromQueue = { DeadLetterQueueSourceArn: "arn:aws:sqs:us-west-2:123456789012:Sample-video.fifo" };
const video = (key: string) => received(JSON.stringify({ video: key, job_name: "Dive 42" }), fromQueue);

test("a letter of the client's", () => {
  expect(video("dive/a.mp4")).toMatchObject({ video: "dive/a.mp4", job: "Dive 42", origin: "tries", groupId: "g" });
});

test.each(["", "hello", "[]", "null", '"text"', '{"video":7}'])("the body %j is no video", (body) => {
  const letter = received(body);
  expect(letter.video).toBeUndefined();
  expect(letter).toMatchObject({ body, origin: "sent" });
});

test("what a person reads of a letter", () => {
  const letter = video("dive/a.mp4");
  expect(describeLetter({ letter, lastError: "KeyError: 1" }, 3, now)).toEqual([
    "dive/a.mp4  job Dive 42  dead for 2 h",
    "tried 3 times; its last worker said: KeyError: 1",
  ]);
  expect(describeLetter({ letter }, 1, now)[1]).toBe("tried 1 time");
  expect(describeLetter({ letter: received("hello\n  there") }, 3, now)).toEqual([
    "no video: hello there  dead for 2 h",
    "put here by a worker that gave up, or by a shutdown",
  ]);
});

test("letters are chosen by key or file name, all of one video at once", () => {
  const letters = [video("one/a.mp4"), video("two/a.mp4"), video("one/b.mp4"), received("hello")];
  const keys = (names: string[]) => choose(letters, names).chosen.map(({ video }) => video);
  expect(keys(["a.mp4"])).toEqual(["one/a.mp4", "two/a.mp4"]);
  expect(keys(["two/a.mp4", "b.mp4"])).toEqual(["two/a.mp4", "one/b.mp4"]);
  expect(choose(letters, ["a.mp4", "c.mp4", "hello", ""]).unknown).toEqual(["c.mp4", "hello", ""]);
});
