import { changeTable, differencesBelow, valueText } from "./change-table";
import type { Change } from "./changes";
import type { Detail } from "./detail";
import type { Block } from "./document";
import type { Drift } from "./drift";
import type { RawPlan } from "./raw-plan";
import type { Cost, StackOutcome } from "./report";
import { text, type Text } from "./text";
import { isTagsOnly, things } from "./verdict";

type Synthesized = { readonly stack: string; readonly synthesized?: readonly string[] };

/** What is written about one stack. */
export function stackBlocks(outcome: StackOutcome, detail: Detail, rawPlan?: RawPlan): Block[] {
  if ("problem" in outcome) {
    return [
      { kind: "heading", level: 3, text: [`${outcome.stack}: the plan failed`] },
      { kind: "code", language: "text", lines: outcome.problem.split("\n").slice(0, 40) },
    ];
  }
  if (!("review" in outcome)) return synthesizedBlocks(outcome, detail);
  const { stack, review, costs = [] } = outcome;
  const tagsOnly = review.changes.filter(isTagsOnly);
  const others = review.changes.filter((change) => !isTagsOnly(change));
  return [
    { kind: "heading", level: 3, text: [`${stack}: ${review.verdict}`] },
    ...(costs.length > 0 ? [{ kind: "paragraph" as const, text: costText(costs) }] : []),
    ...(review.isNew
      ? madeOf(others, detail)
      : [...changeTable(others, review.outputs, detail), ...differencesBelow(others, detail)]),
    ...tagsFold(tagsOnly, detail),
    ...driftBlocks(review.drift),
    ...(rawPlan ? [rawFold(rawPlan)] : []),
  ];
}

/** Without AWS nobody knows what exists; what changes in the stack itself can be told. */
function synthesizedBlocks({ stack, synthesized }: Synthesized, { diffLines }: Detail): Block[] {
  if (!synthesized) return [{ kind: "heading", level: 3, text: [`${stack}: a new stack, not planned`] }];
  if (synthesized.length === 0)
    return [{ kind: "heading", level: 3, text: [`${stack}: neither compared nor planned`] }];
  const hidden = synthesized.length - diffLines;
  const lines = [...synthesized.slice(0, diffLines), ...(hidden > 0 ? [`@@ ${things(hidden, "line")} more @@`] : [])];
  return [
    { kind: "heading", level: 3, text: [`${stack}: the stack differs, not planned`] },
    ...(diffLines > 0 ? [{ kind: "code" as const, language: "diff" as const, lines }] : []),
  ];
}

function costText(costs: readonly Cost[]): Text {
  const each = costs.map(({ what, before, after }) =>
    before === undefined || before === after ? `${what} ${after}` : `${what} ${before} → ${after}`,
  );
  return [{ strong: "Costs:" }, ` ${each.join("; ")}.`];
}

/** A new stack's resources, counted by type: every value stands in Terraform's own plan. */
function madeOf(changes: readonly Change[], { rows }: Detail): Block[] {
  if (rows === 0) return [];
  const types = new Map<string, string[]>();
  for (const { type, address } of changes)
    types.set(type, [...(types.get(type) ?? []), address.slice(type.length + 1)]);
  const lines = [...types].map(([type, names]): Text[] => [
    text`${type}`,
    [names.length.toString()],
    text`${names.join(", ")}`,
  ]);
  return [
    {
      kind: "fold",
      summary: [`${things(changes.length, "resource")} of ${things(types.size, "type")}`],
      blocks: [{ kind: "table", head: ["type", "", "names"], rows: lines.slice(0, rows) }],
    },
  ];
}

function tagsFold(changes: readonly Change[], { rows }: Detail): Block[] {
  if (changes.length === 0 || rows === 0) return [];
  const items = changes.slice(0, rows).map(({ address, tags }) => text`${address} ${tags.join(" ")}`);
  return [
    { kind: "fold", summary: [`Tags only: ${things(changes.length, "resource")}`], blocks: [{ kind: "list", items }] },
  ];
}

function driftBlocks(drift: readonly Drift[]): Block[] {
  if (drift.length === 0) return [];
  const items = drift.map(({ address, gone, attributes, putBack }): Text => {
    const back = putBack ? "; this plan puts it back" : "; this plan leaves it so";
    if (gone) return [...text`${address} no longer exists`, putBack ? "; this plan makes it anew" : back];
    const each = attributes.flatMap((change, i): Text => [
      i > 0 ? ", " : " ",
      { code: change.attribute },
      ...("diff" in change ? [" differs"] : [" ", ...valueText(change.before), " → ", ...valueText(change.after)]),
    ]);
    return [{ code: address }, ...each, back];
  });
  return [
    { kind: "paragraph", text: [{ strong: "Changed outside of Terraform:" }] },
    { kind: "list", items },
  ];
}

function rawFold({ title, lines }: RawPlan): Block {
  return { kind: "fold", summary: [title], blocks: [{ kind: "code", language: "text", lines }] };
}
