import type { AttributeChange } from "./attributes";
import type { Change, Effect } from "./changes";
import type { Detail } from "./detail";
import type { Block } from "./document";
import type { OutputChange } from "./stack-review";
import { text, type Text } from "./text";
import { knownLater, none, sensitive } from "./values";
import { things } from "./verdict";

const words: Readonly<Record<Effect, string>> = {
  create: "create",
  update: "update",
  revise: "new revision",
  replace: "REPLACE",
  destroy: "DESTROY",
  forget: "leave in AWS",
  import: "take over",
  move: "rename in the state",
};

/** A row an attribute, old value beside new; long values are below, in `differencesBelow`. */
export function changeTable(
  changes: readonly Change[],
  outputs: readonly OutputChange[],
  { rows: most }: Detail,
): Block[] {
  const rows = [...changes.flatMap(rowsOf), ...outputs.map(outputRow)];
  if (rows.length === 0 || most === 0) return [];
  const hidden = rows.length - most;
  return [
    { kind: "table", head: ["", "resource", "attribute", "before", "after"], rows: rows.slice(0, most) },
    ...(hidden > 0 ? [{ kind: "paragraph" as const, text: [`And ${things(hidden, "row")} more.`] }] : []),
  ];
}

function rowsOf(change: Change): Text[][] {
  const { effect, address, changes, tags, reason, name } = change;
  const what = effect === "replace" || effect === "destroy" ? [{ strong: words[effect] }] : [words[effect]];
  const note: Text[][] = reason === undefined ? [] : [[[], [], [reason], [], []]];
  // All values of something new would hide the rest; they stand in Terraform's own plan.
  const attributes = effect === "create" || effect === "destroy" ? [] : changes;
  const lines = [
    ...attributes.map((attribute) => [[], [], ...cellsOf(attribute)]),
    ...(tags.length > 0 && effect !== "create" ? [[[], [], ["tags"], [], text`${tags.join(" ")}`]] : []),
    ...note,
  ];
  const first = lines[0] ?? [[], [], effect === "create" || effect === "destroy" ? text`${name ?? ""}` : [], [], []];
  return [[what, text`${address}`, ...first.slice(2)], ...lines.slice(1)];
}

function cellsOf(change: AttributeChange): Text[] {
  const attribute: Text = [{ code: change.attribute }, ...(change.forcesReplacement ? [" (forces it)"] : [])];
  return "diff" in change
    ? [attribute, ["see below"], []]
    : [attribute, valueText(change.before), valueText(change.after)];
}

function outputRow({ name, change }: OutputChange): Text[] {
  return [
    ["output"],
    text`${name}`,
    ...("diff" in change ? [[], ["see below"], []] : [[], valueText(change.before), valueText(change.after)]),
  ];
}

export function valueText(word: string): Text {
  return [none, knownLater, sensitive].includes(word) || word.startsWith(sensitive) ? [word] : [{ code: word }];
}

/** What differs between long values: policies, container definitions, user data. */
export function differencesBelow(changes: readonly Change[], { diffLines }: Detail): Block[] {
  if (diffLines === 0) return [];
  return changes
    .filter(({ effect }) => effect !== "create")
    .flatMap(({ address, changes: attributes }) =>
      attributes.flatMap((change): Block[] => {
        if (!("diff" in change)) return [];
        const hidden = change.diff.length - diffLines;
        const lines = [
          ...change.diff.slice(0, diffLines),
          ...(hidden > 0 ? [`@@ ${things(hidden, "line")} more @@`] : []),
        ];
        const title = text`${address} ${change.attribute}`;
        const code = { kind: "code", language: "diff", lines } as const;
        if (lines.length > 40) return [{ kind: "fold", summary: title, blocks: [code] }];
        return [{ kind: "paragraph", text: title }, code];
      }),
    );
}
