import { lineDiff } from "../../review/line-diff";
import { asLines } from "../../review/values";

const diff = (before: unknown, after: unknown) => lineDiff(lines(before), lines(after));
const lines = (value: unknown) => asLines("policy", JSON.stringify(value));

describe("what differs between two long values", () => {
  test("nothing, when they are the same", () => {
    expect(diff({ a: 1 }, { a: 1 })).toEqual([]);
  });

  test("each difference says which keys and named items it stands below", () => {
    const containers = (image: string, level: string) => [
      { name: "other", image: "x:1" },
      {
        name: "worker",
        image,
        environment: [
          { name: "A", value: "1" },
          { name: "LEVEL", value: level },
        ],
      },
    ];
    expect(diff(containers("w:1", "low"), containers("w:2", "high"))).toEqual([
      "@@ worker › environment › LEVEL @@",
      '       value: "1"',
      "     - name: LEVEL",
      "-      value: low",
      "-  image: w:1",
      "+      value: high",
      "+  image: w:2",
      "   name: worker",
    ]);
  });

  test("a member more puts no comma into the line before it", () => {
    expect(diff({ Action: ["a"] }, { Action: ["a", "b"] })).toEqual(["@@ Action @@", " Action:", "   - a", "+  - b"]);
  });
});
