import { matches } from "../../e2e/day/aws/event-pattern";

const event = { source: "aws.ecs", detail: { status: "ACTIVE", agentConnected: true, tags: ["a", "b"] } };

test.each([
  [{ source: ["aws.ecs"] }, true],
  [{ source: ["aws.s3", "aws.ecs"] }, true],
  [{ source: ["aws.s3"] }, false],
  [{ source: ["aws.ecs"], detail: { status: ["ACTIVE"], agentConnected: [true] } }, true],
  [{ detail: { agentConnected: [false] } }, false],
  [{ detail: { agentConnected: ["true"] } }, false],
  [{ detail: { tags: ["b"] } }, true],
  [{ detail: { other: ["x"] } }, false],
  [{ other: { status: ["ACTIVE"] } }, false],
  [{ source: [{ prefix: "aws." }] }, true],
  [{ detail: { status: [{ "anything-but": ["ACTIVE"] }] } }, false],
  [{ detail: { other: [{ exists: false }] } }, true],
  [{ other: { status: [{ exists: false }] } }, true],
  [{ detail: { other: [{ "anything-but": ["x"] }] } }, false],
])("%j: %s", (pattern, expected) => {
  expect(matches(pattern, event)).toBe(expected);
});

test("a comparison that is not known is an error, not a match", () => {
  expect(() => matches({ source: [{ cidr: "10.0.0.0/8" }] }, event)).toThrow("cidr");
});

test("a list for what holds other fields is an error: EventBridge compares leaves only", () => {
  expect(() => matches({ detail: ["ACTIVE"] }, event)).toThrow("detail is no leaf of the event");
});
