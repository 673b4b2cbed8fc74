import { howToApply } from "../../../cli/plan/report";
import type { ResourceChange } from "../../../review/plan";
import { reviewStack } from "../../../review/stack-review";
import { sampleProject } from "../../constructs/sample";
import { destroyed, kept, planOf, updated } from "../../review/plan-of";

const existing = kept("aws_vpc.existing", { id: "vpc-1" });
const larger = updated("aws_autoscaling_group.fleet", { max_size: 1 }, { max_size: 2 });
const stack = (name: string, ...changes: readonly ResourceChange[]) => ({
  stack: name,
  review: reviewStack(name, planOf(...changes)),
  rawPlan: "",
});
const said = (repository: string | undefined, ...stacks: ReturnType<typeof stack>[]) =>
  howToApply(stacks, { ...sampleProject, ...(repository !== undefined && { repository }) }).map((line) =>
    line.map((part) => (typeof part === "string" ? part : "code" in part ? part.code : part.strong)).join(""),
  );

test("without a repository, by hand", () => {
  expect(said(undefined, stack("Megadetector", existing, larger))).toEqual(["To apply: npx cdktf deploy Megadetector"]);
  expect(said(undefined, stack("Megadetector", existing))).toEqual([]);
});

test("with one, by merging; what the workflow's role may not do is a person's", () => {
  const queue = destroyed("aws_sqs_queue.queues_video", { name: "Midwater-video.fifo" });
  const access = stack("GithubAccess", existing, updated("aws_iam_policy.boundary", { policy: "a" }, { policy: "b" }));
  const all = [stack("Megadetector", existing, larger), stack("Midwater", existing, queue), access];
  expect(said("marine-lab/models", ...all)).toEqual([
    expect.stringMatching(/^To apply: merge\. The workflow Deploy plans again/),
    "By hand: npx cdktf deploy Megadetector Midwater GithubAccess",
    "Only a person may apply Midwater, GithubAccess: npx cdktf deploy Midwater GithubAccess. The workflow may not.",
  ]);
  expect(said("marine-lab/models", access)).toEqual([
    "Only a person may apply GithubAccess: npx cdktf deploy GithubAccess. The workflow may not.",
  ]);
});
