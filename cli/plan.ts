import { availableParallelism } from "node:os";
import type { Command } from "commander";
import type { Report, StackOutcome } from "../review/report";
import { text, type Text } from "../review/text";
import { explain } from "./help";
import { modelsHere } from "./models";
import { uncommitted } from "./plan/git";
import { planStack, plannedWith } from "./plan/plan-stack";
import { compare, deliver, howToApply, keptReview, planStatus, statusOf, type Files } from "./plan/report";
import { scopeOf } from "./plan/scope";
import { sideBySide } from "./plan/side-by-side";
import { appOf, stacksOf, synthesizeIn } from "./plan/synthesized";
import { projectFolder } from "../emulator/place";
import { green, grey, red, tell } from "./terminal";
import { UserError } from "./user-error";

interface Options extends Files {
  readonly all?: boolean;
  readonly base?: string;
  readonly aws: boolean;
  readonly lock: boolean;
  readonly parallel: string;
  readonly reviewed?: string;
}

export function define(command: Command): void {
  command
    .argument("[stacks...]", "only these; without any, those that differ from the base")
    .option("--base <commit>", "compare with this branch or commit (default: origin/main)")
    .option("--all", "plan every stack, compare with nothing")
    .option("--no-lock", "do not lock the state: for a role that may only read it")
    .option("--no-aws", "only say what differs in the stacks; ask AWS nothing")
    .option("--parallel <number>", "how many stacks are planned at a time", String(availableParallelism()))
    .option("--markdown <file>", "also write the review as a comment for GitHub")
    .option("--summary <file>", "also add the review, with more room, to a summary of GitHub Actions")
    .option("--keep <file>", "keep what was reviewed, for a later --reviewed")
    .option("--reviewed <file>", "compare with what was kept; anything else than the same is an error")
    .description("Shows what Terraform would change, in words. Nothing is changed.")
    .action(plan);
  explain(command, {
    examples: [
      ["./model plan", "the stacks that differ from origin/main"],
      ["./model plan Megadetector", "this one"],
      ["./model plan --all --markdown review.md", "all of them, and a comment for a pull request"],
    ],
    ownStatuses: {
      [planStatus.same]: "nothing changes; with --reviewed: just what was reviewed",
      [planStatus.failed]: "a plan failed or was refused; the message says why",
      [planStatus.changes]: "something changes",
      [planStatus.loss]: "a change would lose data, or running work",
    },
  });
}

async function plan(names: readonly string[], options: Options): Promise<void> {
  const many = Number(options.parallel);
  if (!Number.isInteger(many) || many < 1) {
    throw new UserError(`--parallel ${options.parallel} is not a whole number from 1 on`);
  }
  const reviewed = options.reviewed === undefined ? undefined : keptReview(options.reviewed);
  // The program itself may be of another repository, or of none.
  const dirty = [...new Set([".", projectFolder()].flatMap(uncommitted))];
  if (reviewed && dirty.length > 0) {
    throw new UserError(`not committed, so nobody has reviewed it: ${dirty.join(", ")}`);
  }
  const { project } = modelsHere();
  const { status, complaints } = synthesizeIn(".", appOf("."));
  if (status !== 0) throw new UserError(`the models could not be synthesized:\n${complaints}`);

  const scope = await scopeOf(stacksOf("."), { names, ...options });
  const stacks = options.aws
    ? (await planAll(scope.planned, many, options.lock)).map((outcome) => ({
        ...outcome,
        costs: scope.costs.get(outcome.stack) ?? [],
      }))
    : scope.planned.map((stack) => ({ stack, synthesized: scope.base ? scope.differences.get(stack) : [] }));
  const [first] = scope.planned;
  const report: Report = {
    ...scope,
    notes: [...notes(dirty, options.aws, project.stateBucket), ...scope.notes],
    stacks,
    howToApply: howToApply(stacks, project),
    plannedWith: options.aws && first !== undefined ? await plannedWith(first) : undefined,
  };
  deliver(report, options);
  if (reviewed) compare(reviewed, stacks);
  const outcome = statusOf(report);
  process.exitCode = reviewed && outcome !== planStatus.failed ? planStatus.same : outcome;
}

function notes(dirty: readonly string[], aws: boolean, stateBucket: string | undefined): Text[] {
  const named = dirty.slice(0, 5).join(", ");
  const files = dirty.length > 5 ? `${named} and ${dirty.length - 5} more` : named;
  return [
    ...(dirty.length > 0 ? [text`Not committed, and part of this plan: ${files}.`] : []),
    ...(aws ? [] : [["AWS was not asked: nobody knows yet what would be made, replaced or destroyed."]]),
    ...(aws && stateBucket === undefined
      ? [text`cdktf.json names no ${"stateBucket"}: this compares with the state on this machine only.`]
      : []),
  ];
}

/** Each stack's line appears when its plan is done: thirty of them take minutes. */
async function planAll(stacks: readonly string[], many: number, lock: boolean): Promise<StackOutcome[]> {
  if (stacks.length > 1) tell(`Planning ${stacks.length} stacks, ${Math.min(many, stacks.length)} at a time …`);
  let done = 0;
  return sideBySide(stacks, many, async (stack) => {
    const start = Date.now();
    const outcome = await planStack(stack, lock);
    const seconds = Math.round((Date.now() - start) / 1000);
    const failed = "problem" in outcome;
    const said = "review" in outcome ? outcome.review.verdict : "the plan failed";
    tell(
      `${failed ? red("✗") : green("✓")} ${stack}: ${said} ${grey(`(${++done} of ${stacks.length}, ${seconds} s)`)}`,
    );
    return outcome;
  });
}
