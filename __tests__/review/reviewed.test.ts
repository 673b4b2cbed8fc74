import type { ResourceChange } from "../../review/plan";
import { differences, parseReviewed, reviewedOf } from "../../review/reviewed";
import { reviewStack } from "../../review/stack-review";
import { created, destroyed, kept, planOf, updated } from "./plan-of";

const queue = (before: number, after: number, more = {}) =>
  updated("aws_sqs_queue.q", { name: "q", seconds: before, ...more }, { name: "q", seconds: after, ...more });
const review = (...resources: ResourceChange[]) => reviewStack("S", planOf(kept("aws_vpc.v", {}), ...resources));
const compared = (then: ResourceChange[], now: ResourceChange[]) =>
  differences(parseReviewed(JSON.stringify(reviewedOf([review(...then)]))), review(...now));

describe("a plan beside the reviewed one", () => {
  test("is the same", () => {
    expect(compared([queue(1, 2)], [queue(1, 2)])).toEqual([]);
    expect(compared([], [])).toEqual([]);
  });

  test("is the same although the fleet has grown, which the plan does not touch", () => {
    const group = (desired: number) => {
      const plan = updated(
        "aws_autoscaling_group.f",
        { max_size: 1, desired_capacity: desired },
        { max_size: 2, desired_capacity: desired },
      );
      return plan;
    };
    expect(compared([group(0)], [group(3)])).toEqual([]);
  });

  test.each<readonly [what: string, then: ResourceChange[], now: ResourceChange[], readonly string[]]>([
    ["another value", [queue(1, 2)], [queue(1, 3)], ["aws_sqs_queue.q: seconds differ from the reviewed plan"]],
    ["another value before", [queue(1, 2)], [queue(0, 2)], ["aws_sqs_queue.q: seconds differ from the reviewed plan"]],
    ["a change more", [], [queue(1, 2)], ["aws_sqs_queue.q: update was not in the reviewed plan"]],
    ["a change less", [queue(1, 2)], [], ["aws_sqs_queue.q: update was reviewed and is not in this plan"]],
    [
      "a destroy instead of an update",
      [queue(1, 2)],
      [destroyed("aws_sqs_queue.q", { name: "q" })],
      ["aws_sqs_queue.q: update was reviewed, and this plan does destroy"],
    ],
    [
      "something new with another value",
      [created("aws_sqs_queue.q", { seconds: 1 })],
      [created("aws_sqs_queue.q", { seconds: 2 })],
      ["aws_sqs_queue.q: seconds differ from the reviewed plan"],
    ],
    [
      "another tag",
      [queue(1, 2)],
      [updated("aws_sqs_queue.q", { name: "q", seconds: 1 }, { name: "q", seconds: 2, tags: { A: "1" } })],
      ["aws_sqs_queue.q: tags differ from the reviewed plan"],
    ],
  ])("says what is different: %s", (_what, then, now, lines) => {
    expect(compared(then, now)).toEqual(lines);
  });

  test("a stack that nobody reviewed is different, unless nothing changes", () => {
    const other = reviewedOf([]);
    expect(differences(other, review(queue(1, 2)))).toEqual(["nobody reviewed a plan of S: 1 change"]);
    expect(differences(other, review())).toEqual([]);
  });
});

test("what is kept holds no secret", () => {
  const secret = updated(
    "aws_x.y",
    { a: "old-secret" },
    { a: "new-secret" },
    { before_sensitive: { a: true }, after_sensitive: { a: true } },
  );
  expect(JSON.stringify(reviewedOf([review(secret)]))).not.toContain("-secret");
});

test.each(["", "{}", "[]", "null", '{"format":2,"stacks":{}}'])(
  "text that is no kept review is refused: %j",
  (text) => {
    expect(() => parseReviewed(text)).toThrow(/it is/);
  },
);
