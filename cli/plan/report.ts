import { appendFileSync, readFileSync } from "node:fs";
import { githubAccess } from "../../constructs/names";
import type { ProjectSpec } from "../../models/format/spec";
import { comment, summaryLimit } from "../../review/comment";
import { details } from "../../review/detail";
import { reportDocument, type Report, type StackOutcome } from "../../review/report";
import { differences, parseReviewed, reviewedOf, ReviewedProblem, type Reviewed } from "../../review/reviewed";
import type { StackReview } from "../../review/stack-review";
import { terminal } from "../../review/terminal";
import { text, type Text } from "../../review/text";
import { replaceFile } from "../replace-file";
import { bold, green, grey, print, red, yellow } from "../terminal";
import { UserError } from "../user-error";

/** Statuses of `plan`, so that scripts can stop. */
export const planStatus = { same: 0, failed: 1, changes: 2, loss: 3 } as const;

export interface Files {
  readonly markdown?: string;
  readonly summary?: string;
  readonly keep?: string;
}

/** Shows the review at the terminal and writes it wherever it was asked for. */
export function deliver(report: Report, { markdown, summary, keep }: Files): void {
  const onTerminal = (style: typeof bold) => (words: string) => style(words, process.stdout);
  const styles = { bold, red, green, yellow, grey };
  const own = Object.fromEntries(Object.entries(styles).map(([name, style]) => [name, onTerminal(style)]));
  const [everything] = details;
  if (everything)
    print(terminal(reportDocument(report, everything), own as Record<keyof typeof styles, (words: string) => string>));
  const whole = summary === undefined ? {} : { elsewhere: ["All of it is in the workflow's summary."] };
  if (markdown !== undefined) replaceFile(markdown, comment({ ...report, ...whole }));
  if (summary !== undefined) appendFileSync(summary, comment(report, summaryLimit));
  if (keep !== undefined) replaceFile(keep, `${JSON.stringify(reviewedOf(reviewsOf(report.stacks)))}\n`);
}

export function statusOf({ stacks, removed }: Report): number {
  if (stacks.some((outcome) => "problem" in outcome)) return planStatus.failed;
  const reviews = reviewsOf(stacks);
  const loses = ({ warnings }: StackReview) => warnings.some(({ kind }) => kind === "data" || kind === "running");
  if (reviews.some(loses)) return planStatus.loss;
  return stacks.some((outcome) => !isUnchanged(outcome)) || removed.length > 0 ? planStatus.changes : planStatus.same;
}

function isUnchanged(outcome: StackOutcome): boolean {
  return "review" in outcome && outcome.review.changes.length + outcome.review.outputs.length === 0;
}

/** @throws UserError when the file is no review that was kept */
export function keptReview(file: string): Reviewed {
  try {
    return parseReviewed(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof ReviewedProblem) throw new UserError(`${file}: ${error.message}`);
    throw new UserError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** @throws UserError that says what is different from what was reviewed */
export function compare(reviewed: Reviewed, stacks: readonly StackOutcome[]): void {
  const found = reviewsOf(stacks).flatMap((review) => differences(reviewed, review));
  if (found.length === 0) return;
  throw new UserError(`this is not the plan that was reviewed:\n${found.map((line) => `  ${line}`).join("\n")}`);
}

function reviewsOf(stacks: readonly StackOutcome[]): StackReview[] {
  return stacks.flatMap((outcome) => ("review" in outcome ? [outcome.review] : []));
}

/** What the workflow's role may not delete (constructs/github/deploy-permissions.ts): these hold data, or work runs on them. */
const forPeople = new Set([
  "aws_autoscaling_group",
  "aws_cloudformation_stack",
  "aws_cloudwatch_log_group",
  "aws_dynamodb_table",
  "aws_ecr_repository",
  "aws_ecs_cluster",
  "aws_ecs_service",
  "aws_lb",
  "aws_s3_bucket",
  "aws_sqs_queue",
]);

export function howToApply(outcomes: readonly StackOutcome[], { repository }: ProjectSpec): Text[] {
  const changed = outcomes.filter((outcome) => "review" in outcome && !isUnchanged(outcome));
  const stacks = changed.map(({ stack }) => stack);
  if (stacks.length === 0) return [];
  const byHand = (some: readonly string[]) => `npx cdktf deploy ${some.length > 5 ? "<stack>" : some.join(" ")}`;
  if (repository === undefined) return [text`To apply: ${byHand(stacks)}`];
  const people = changed.filter(isForPeople).map(({ stack }) => stack);
  const workflow: Text = [
    "To apply: merge. The workflow Deploy plans again, and applies after approval if that plan is the same as this one.",
  ];
  return [
    ...(people.length < stacks.length ? [workflow, text`By hand: ${byHand(stacks)}`] : []),
    ...(people.length > 0
      ? [[...text`Only a person may apply ${people.join(", ")}: ${byHand(people)}`, ". The workflow may not."]]
      : []),
  ];
}

function isForPeople(outcome: StackOutcome): boolean {
  const gone = ({ effect, type }: StackReview["changes"][number]) =>
    (effect === "destroy" || effect === "replace") && forPeople.has(type);
  return outcome.stack === githubAccess || ("review" in outcome && outcome.review.changes.some(gone));
}
