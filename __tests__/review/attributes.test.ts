import { attributesOf } from "../../review/attributes";
import { updated } from "./plan-of";

const written = new Set(["a", "name", "policy", "user_data", "block", "list"]);
const changes = (...args: Parameters<typeof updated>) => attributesOf(updated(...args).change, written).changes;

describe("what changes of a resource", () => {
  test("short values stand side by side", () => {
    expect(changes("t.r", { a: 1, name: "old" }, { a: 2, name: "new" })).toEqual([
      { attribute: "a", forcesReplacement: false, before: "1", after: "2" },
      { attribute: "name", forcesReplacement: false, before: "old", after: "new" },
    ]);
  });

  test("a list of words is a short value", () => {
    expect(changes("t.r", { list: ["x"] }, { list: ["x", "y"] })).toMatchObject([{ before: "x", after: "x, y" }]);
  });

  test("what nobody wrote is left out, unless it forces a replacement", () => {
    expect(changes("t.r", { arn: "1" }, { arn: "2" })).toEqual([]);
    expect(changes("t.r", { arn: "1" }, { arn: "2" }, { replace_paths: [["arn"]] })).toMatchObject([
      { attribute: "arn", forcesReplacement: true },
    ]);
  });

  test("null, empty text, list and map all mean that nothing is set", () => {
    expect(changes("t.r", { a: null, name: "", list: [] }, { a: "", name: null, list: null })).toEqual([]);
    expect(changes("t.r", { block: [{ x: 1, y: "" }] }, { block: [{ x: 1, y: null, z: [] }] })).toEqual([]);
    expect(changes("t.r", { a: null }, { a: false })).toMatchObject([{ before: "(none)", after: "false" }]);
  });

  test("a value that only the apply will tell says so, as a whole and inside", () => {
    expect(changes("t.r", { a: "x" }, {}, { after_unknown: { a: true } })).toMatchObject([
      { after: "(known after apply)" },
    ]);
    const inside = changes(
      "t.r",
      { block: [{ id: "1", x: 1 }] },
      { block: [{ x: 1 }] },
      { after_unknown: { block: [{ id: true }] } },
    );
    expect(inside).toMatchObject([{ diff: ['-- id: "1"', "+- id: (known after apply)", "   x: 1"] }]);
  });

  test("a policy is shown as the lines that differ, below the keys and names where they stand", () => {
    const policy = (...actions: string[]) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Sid: "Take", Effect: "Allow", Action: actions, Resource: "*" }],
      });
    const [change] = changes(
      "t.r",
      { policy: policy("sqs:A", "sqs:B", "sqs:C") },
      { policy: policy("sqs:A", "sqs:B", "sqs:C", "sqs:D") },
    );
    expect(change).toMatchObject({
      diff: [
        "@@ Statement › Take › Action @@",
        "       - sqs:B",
        "       - sqs:C",
        "+      - sqs:D",
        "     Effect: Allow",
        '     Resource: "*"',
      ],
    });
  });

  test("the same JSON in another order or spacing is no change", () => {
    expect(changes("t.r", { policy: '{"a":1,"b":[2]}' }, { policy: '{ "b": [2], "a": 1 }' })).toEqual([]);
  });

  test("user data are opened", () => {
    const data = (line: string) => Buffer.from(`#!/bin/bash\n${line}\n`).toString("base64");
    expect(changes("t.r", { user_data: data("echo 1") }, { user_data: data("echo 2") })).toMatchObject([
      { diff: [" #!/bin/bash", "-echo 1", "+echo 2"] },
    ]);
  });

  test("of a long value that is known only later, no part looks as if it went", () => {
    const block = [{ variables: { CLUSTER: "Megadetector", FLEET_SIZE: "3" } }];
    const unknown = { after_unknown: { block: [{ variables: true }] } };
    expect(changes("t.r", { block }, { block: [{}] }, unknown)).toEqual([
      { attribute: "block", forcesReplacement: false, before: "…", after: "(known after apply)" },
    ]);
  });

  test("a secret is hidden, and its change is told", () => {
    const hidden = { before_sensitive: { a: true }, after_sensitive: { a: true } };
    expect(changes("t.r", { a: "old" }, { a: "new" }, hidden)).toEqual([
      { attribute: "a", forcesReplacement: false, before: "(sensitive)", after: "(sensitive), another value" },
    ]);
    expect(changes("t.r", { a: "same" }, { a: "same" }, hidden)).toEqual([]);
  });

  test("a value that becomes a secret is not shown as what it is now", () => {
    expect(
      JSON.stringify(changes("t.r", { a: "open" }, { a: "hush" }, { after_sensitive: { a: true } })),
    ).not.toContain("hush");
  });

  test("tags are named, wherever a type keeps them, and nothing else is said of them", () => {
    const { changes: others, tags } = attributesOf(
      updated(
        "aws_autoscaling_group.g",
        {
          tag: [
            { key: "Model", value: "A" },
            { key: "Old", value: "1" },
          ],
          tags_all: { Team: "x" },
        },
        { tag: [{ key: "Model", value: "B" }], tags_all: { Team: "x", New: "1" } },
      ).change,
      undefined,
    );
    expect(others).toEqual([]);
    expect(tags).toEqual(["~Model", "+New", "-Old"]);
  });
});
