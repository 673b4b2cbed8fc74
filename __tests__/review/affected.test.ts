import { affectedStacks } from "../../review/affected";
import type { Json } from "../../review/plan";

const stacks = (all: Record<string, Json>) => new Map(Object.entries(all));
const queue = (seconds: number): Json => ({
  "//": { metadata: {} },
  resource: { aws_sqs_queue: { q: { visibility_timeout_seconds: seconds } } },
});

test("stacks are changed, added, removed or the same", () => {
  const base = stacks({ Same: queue(1), Changed: queue(1), Removed: queue(1) });
  const head = stacks({ Same: queue(1), Changed: queue(2), Added: queue(1) });
  expect(affectedStacks(base, head)).toEqual({
    changed: ["Changed"],
    added: ["Added"],
    removed: ["Removed"],
    same: ["Same"],
  });
});

test("what cdktf notes for itself, and the order of keys, change nothing for Terraform", () => {
  const base = stacks({
    A: { "//": { metadata: { version: "0.20.0" } }, resource: { x: { "//": { path: "A/x" }, a: 1, b: [1, 2] } } },
  });
  expect(affectedStacks(base, stacks({ A: { resource: { x: { b: [1, 2], a: 1 } } } })).same).toEqual(["A"]);
  expect(affectedStacks(base, stacks({ A: { resource: { x: { b: [2, 1], a: 1 } } } })).changed).toEqual(["A"]);
});
