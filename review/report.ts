import type { Block, Document } from "./document";
import type { StackReview } from "./stack-review";
import { shownPlans } from "./raw-plan";
import { stackBlocks } from "./stack-blocks";
import type { Detail } from "./detail";
import { text, type Text } from "./text";
import { things } from "./verdict";

/** All that one run found out: what a pull request, or a working directory, would do to AWS. */
export interface Report {
  /** What the stacks were compared with, such as `origin/main` at `0a1b2c3`; none when all were asked for. */
  readonly base?: { readonly name: string; readonly commit: string };
  /** What a reader must know before believing the rest. */
  readonly notes: readonly Text[];
  readonly stacks: readonly StackOutcome[];
  /** Stacks of the base that are no longer there. */
  readonly removed: readonly Removed[];
  /** How many stacks are the same on both sides, and were not planned. */
  readonly untouched: number;
  /** Such as "Terraform 1.11.4 and AWS provider 6.25.0". */
  readonly plannedWith?: string | undefined;
  readonly howToApply: readonly Text[];
  /** Where the whole of it can be read, when this has to be shortened. */
  readonly elsewhere?: Text;
}

export type StackOutcome =
  | { readonly stack: string; readonly review: StackReview; readonly rawPlan: string; readonly costs?: readonly Cost[] }
  /** The plan failed, in words for the user. */
  | { readonly stack: string; readonly problem: string }
  /** AWS was not asked: what differs in the stack itself; undefined for a new one, empty when nobody compared. */
  | { readonly stack: string; readonly synthesized?: readonly string[] | undefined };

export interface Cost {
  /** Such as "idle, a month". */
  readonly what: string;
  /** Such as "$2.10"; none for a new stack. */
  readonly before?: string;
  readonly after: string;
}

export interface Removed {
  readonly stack: string;
  /** Addresses that its state still holds; undefined when nobody could look. */
  readonly resources?: readonly string[];
  readonly destroyWith: string;
}

export function reportDocument(report: Report, detail: Detail): Document {
  const shown = report.stacks.slice(0, detail.stacks);
  const hidden = report.stacks.length - shown.length;
  const rawPlans = shownPlans(shown, detail.rawPlans);
  return [
    { kind: "heading", level: 2, text: ["Plan review"] },
    { kind: "paragraph", text: overview(report) },
    ...alerts(report, detail),
    ...shown.flatMap((outcome) => stackBlocks(outcome, detail, rawPlans.get(outcome.stack))),
    ...(hidden > 0
      ? [paragraph([{ strong: `${things(hidden, "stack")} more` }, " changed and found no room here."])]
      : []),
    ...report.removed.map((removed) => paragraph(removedText(removed))),
    ...(report.howToApply.length > 0 ? [{ kind: "list" as const, items: report.howToApply }] : []),
    ...(detail.shortened ? [paragraph(["Shortened to fit into a comment. ", ...(report.elsewhere ?? [])])] : []),
    ...(report.plannedWith === undefined ? [] : [paragraph([`Planned with ${report.plannedWith}.`])]),
  ];
}

function overview({ base, stacks, removed, untouched }: Report): Text {
  if (!base) return [stacks.length === 1 ? "One stack." : `${stacks.length} stacks.`];
  const compared = text` ${base.name} at ${base.commit}`;
  if (stacks.length + removed.length === 0) {
    return [`No stack differs from`, ...compared, `: ${things(untouched, "stack")} the same, nothing to plan.`];
  }
  const differ = `${things(stacks.length, "stack")} ${stacks.length === 1 ? "differs" : "differ"} from`;
  const same = untouched > 0 ? `; ${untouched} ${untouched === 1 ? "is" : "are"} the same and not planned` : "";
  return [differ, ...compared, `${same}.`];
}

/** Everything to stop at, of all stacks, on top: who reads no further has read this. */
function alerts({ notes, stacks }: Report, detail: Detail): Block[] {
  const items = (kinds: readonly string[]) => {
    const all = stacks.flatMap((outcome) =>
      "review" in outcome
        ? outcome.review.warnings
            .filter(({ kind }) => kinds.includes(kind))
            .map((warning): Text => [{ strong: outcome.stack }, ": ", ...warning.text])
        : [],
    );
    const hidden = all.length - detail.warnings;
    return hidden > 0 ? [...all.slice(0, detail.warnings), [{ strong: `And ${hidden} more of this kind.` }]] : all;
  };
  const alert = (level: "caution" | "warning" | "note", all: readonly Text[]): Block[] =>
    all.length > 0 ? [{ kind: "alert", level, items: all }] : [];
  return [
    ...alert("caution", items(["data", "running"])),
    ...alert("warning", items(["access"])),
    ...alert("note", notes),
  ];
}

function removedText({ stack, resources, destroyWith }: Removed): Text {
  if (resources?.length === 0) return [{ strong: `Removed: ${stack}.` }, " Nothing of it exists in AWS."];
  const left = resources
    ? `Its stack still exists in AWS with ${things(resources.length, "resource")}, and this change does not destroy it`
    : "Where it was deployed, its stack still exists in AWS, and this change does not destroy it";
  return [{ strong: `Removed: ${stack}.` }, ` ${left}; destroy it with `, { code: destroyWith }, "."];
}

function paragraph(words: Text): Block {
  return { kind: "paragraph", text: words };
}
