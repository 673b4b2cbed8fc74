import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { comment, marker } from "../../review/comment";
import { parsePlan, PlanProblem, type ResourceChange } from "../../review/plan";
import type { Report } from "../../review/report";
import { reviewStack } from "../../review/stack-review";
import { created, destroyed, kept, planOf, updated } from "./plan-of";
import { runs } from "../runs";

const empty: Report = { notes: [], stacks: [], removed: [], untouched: 0, howToApply: [] };
const stack = (name: string, ...resources: ResourceChange[]) => ({
  stack: name,
  review: reviewStack(name, planOf(kept("aws_vpc.v", {}), ...resources)),
  rawPlan: "Terraform will perform the following actions",
});

describe("the comment of a pull request", () => {
  test("begins with the line by which the next run finds it", () => {
    expect(comment(empty)).toMatch(new RegExp(`^${marker}\n`));
  });

  test("says what differs from what, and what is left alone", () => {
    const base = { name: "origin/main", commit: "0a1b2c3" };
    const one = [stack("S", updated("aws_vpc.v", { a: 1 }, { a: 2 }))];
    expect(comment({ ...empty, base, stacks: one, untouched: 3 })).toContain(
      "1 stack differs from `origin/main` at `0a1b2c3`; 3 are the same and not planned.",
    );
    expect(comment({ ...empty, base, untouched: 3 })).toContain(
      "No stack differs from `origin/main` at `0a1b2c3`: 3 stacks the same, nothing to plan.",
    );
  });

  test("has what may be lost on top, of all stacks", () => {
    const body = comment({
      ...empty,
      stacks: [
        stack("A", updated("aws_vpc.v", { a: 1 }, { a: 2 })),
        stack("B", destroyed("aws_sqs_queue.q", { name: "B-video.fifo" })),
      ],
    });
    const lines = body.split("\n").filter((line) => line !== "");
    expect(lines.slice(3, 5)).toEqual([
      "> [!CAUTION]",
      "> **B**: The queue `B-video.fifo` is destroyed: every message in it is lost.",
    ]);
  });

  test("names a removed stack and how to destroy it", () => {
    const removed = { stack: "Old", destroyWith: "./model destroy Old" };
    expect(comment({ ...empty, removed: [removed] })).toContain(
      "**Removed: Old.** Where it was deployed, its stack still exists in AWS, and this change does not destroy it; destroy it with `./model destroy Old`.",
    );
    expect(comment({ ...empty, removed: [{ ...removed, resources: ["a", "b"] }] })).toContain(
      "still exists in AWS with 2 resources,",
    );
    expect(comment({ ...empty, removed: [{ ...removed, resources: [] }] })).toContain("Nothing of it exists in AWS.");
  });

  test("says why a stack could not be planned, beside those that could", () => {
    const body = comment({
      ...empty,
      stacks: [{ stack: "Bad", problem: "there are no AWS credentials" }, stack("Good")],
    });
    expect(body).toContain("### Bad: the plan failed\n\n```text\nthere are no AWS credentials\n```");
    expect(body).toContain("### Good: nothing changes");
  });

  test("shows costs before and after", () => {
    const costs = [
      { what: "idle, a month", before: "$2.10", after: "$2.10" },
      { what: "an hour of video", before: "$0.53", after: "$0.81" },
    ];
    expect(comment({ ...empty, stacks: [{ ...stack("S"), costs }] })).toContain(
      "**Costs:** idle, a month $2.10; an hour of video $0.53 → $0.81.",
    );
  });
});

describe("GitHub's limit", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => updated(`aws_sqs_queue.q${i}`, { name: "x" }, { name: "y".repeat(100) }));

  test("the raw plans go first, and the comment says so", () => {
    const report = {
      ...empty,
      stacks: [{ ...stack("S", ...many(10)), rawPlan: "long ".repeat(20_000) }],
      elsewhere: ["All of it: here."],
    };
    const body = comment(report);
    expect(body).not.toContain("long long");
    expect(body).toContain("Shortened to fit into a comment. All of it: here.");
    expect(body).toContain("aws\\_sqs\\_queue.q9".replace(/\\/g, ""));
    expect(comment(report, 1_000_000)).toContain("long long");
  });

  test("of Terraform's own plans the shortest stay, without what is known only after the apply", () => {
    const known = `  + resource "aws_sqs_queue" "q" {\n      + arn  = (known after apply)\n      + name = "q"\n    }\n`;
    const outcomes = [
      { ...stack("Long", ...many(1)), rawPlan: "long ".repeat(20_000) },
      { ...stack("Short", ...many(1)), rawPlan: known },
    ];
    const body = comment({ ...empty, stacks: outcomes });
    expect(body).toContain('+ name = "q"');
    expect(body).not.toMatch(/known after apply\)|long long/);
    expect(comment({ ...empty, stacks: outcomes.slice(1) })).toContain("arn  = (known after apply)");
  });

  test("a shortened plan has no tags, one space a level, and a resource's first 60 lines", () => {
    const widgets = Array.from({ length: 100 }, (_, i) => `              + widget${i} = "x"`);
    const rawPlan = [
      "  # aws_sqs_queue.q (queues/q) will be created",
      '  + resource "aws_sqs_queue" "q" {',
      '      + name                = "q"',
      "      + tags_all            = {",
      '          + "Model" = "S"',
      "        }",
      "    }",
      "",
      "  # aws_cloudwatch_dashboard.d (d/Default) will be created",
      ...widgets,
      "  # aws_vpc.v (v) will be created",
    ];
    const outcomes = [
      { ...stack("Long", ...many(1)), rawPlan: "long ".repeat(20_000) },
      { ...stack("Short", ...many(1)), rawPlan: rawPlan.join("\n") },
    ];
    const body = comment({ ...empty, stacks: outcomes });
    expect(body).toContain(`# aws_sqs_queue.q (queues/q) will be created
+ resource "aws_sqs_queue" "q" {
 + name = "q"
}

# aws_cloudwatch_dashboard.d (d/Default) will be created
   + widget0 = "x"
`);
    expect(body).toContain(`   + widget57 = "x"
… 42 lines more

# aws_vpc.v (v) will be created
`);
  });

  test("a warning outlives everything else", () => {
    const gone = destroyed("aws_sqs_queue.q", { name: "S-video.fifo" });
    const body = comment({
      ...empty,
      stacks: [...Array.from({ length: 80 }, (_, i) => stack(`T${i}`, ...many(40))), stack("S", gone)],
    });
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(65_536);
    expect(body).toContain("The queue `S-video.fifo` is destroyed");
  });

  test("no report is too long", () => {
    const stacks = fc.array(
      fc.record({ name: fc.string({ maxLength: 30 }), resources: fc.nat(12), size: fc.nat(600), raw: fc.nat(9_000) }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(stacks, fc.integer({ min: 500, max: 9_000 }), (all, limit) => {
        const outcomes = all.map(({ name, resources, size, raw }) => ({
          ...stack(
            name,
            ...Array.from({ length: resources }, (_, i) =>
              destroyed(`aws_sqs_queue.q${i}`, { name: "&".repeat(size) }),
            ),
          ),
          rawPlan: "ü".repeat(raw),
        }));
        expect(Buffer.byteLength(comment({ ...empty, stacks: outcomes }, limit))).toBeLessThanOrEqual(limit);
      }),
      runs(8),
    );
  });
});

/** The elements that GitHub would make of it, without its words. */
function shape(markdown: string): string[] {
  const html = new MarkdownIt({ html: true, linkify: true }).render(markdown);
  return [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
}

test("no name, value or message can become markup, whatever it holds", () => {
  const report = (word: string): Report => ({
    ...empty,
    notes: [[word]],
    stacks: [
      {
        stack: "S",
        review: reviewStack(
          "S",
          planOf(
            kept("aws_vpc.v", {}),
            updated("aws_sqs_queue.q", { name: "a", comment: "" }, { name: word, comment: word }),
          ),
        ),
        rawPlan: word,
      },
      { stack: "T", review: reviewStack("T", planOf(created("aws_sqs_queue.q", { name: word }))), rawPlan: word },
      { stack: "U", problem: word },
    ],
    removed: [{ stack: word, destroyWith: word }],
    howToApply: [[{ code: word }, " ", { strong: word }]],
  });
  const markup = [
    "`",
    "``",
    "```",
    "~~~",
    "|",
    "\n",
    "</details>",
    "<script>",
    "&lt;",
    "@team",
    "#1",
    "[a](b)",
    "**",
    "_",
    "\\",
    "> ",
    "![x](y)",
    "---",
    "http://x.y",
    " ",
    "a",
  ];
  const words = fc
    .array(fc.constantFrom(...markup), { minLength: 1, maxLength: 8 })
    .map((parts) => `x${parts.join("")}x`);
  // A value of several lines is shown as a difference, one of letters like one of markup.
  const harmless = (word: string) => shape(comment(report(word.replace(/[^\n]/g, "x"))));
  fc.assert(
    fc.property(words, (word) => {
      expect(shape(comment(report(word)))).toEqual(harmless(word));
    }),
    runs(40),
  );
});

test("nothing secret reaches a comment", () => {
  const values = fc.dictionary(
    fc.constantFrom("a", "b", "password", "policy"),
    fc.constantFrom("s3cret-1", "s3cret-2", '{"k":"s3cret-3"}'),
  );
  fc.assert(
    fc.property(values, values, (before, after) => {
      const marks = (all: object) => Object.fromEntries(Object.keys(all).map((key) => [key, true]));
      const hidden = { before_sensitive: marks(before), after_sensitive: marks(after) };
      expect(comment({ ...empty, stacks: [stack("S", updated("aws_x.y", before, after, hidden))] })).not.toContain(
        "s3cret",
      );
    }),
    runs(60),
  );
});

test.each(["", "Error: no plan", "{}", '{"format_version":"2.0","terraform_version":"9.0.0"}'])(
  "what is no plan is refused: %j",
  (text) => {
    expect(() => parsePlan(text)).toThrow(PlanProblem);
  },
);
