import type { Change, Effect } from "./changes";

/** One line that says all: "2 updates in place, nothing replaced, nothing destroyed". */
export function verdictOf(changes: readonly Change[], isNewStack: boolean): string {
  if (changes.length === 0) return "nothing changes";
  const count = (effect: Effect) => changes.filter((change) => change.effect === effect).length;
  if (isNewStack) return `a new stack: ${things(changes.length, "resource")} made`;
  const tagsOnly = changes.filter(isTagsOnly).length;
  const updates = count("update");
  const parts = [
    [count("create"), `${count("create")} created`],
    [updates, `${things(updates, "update")} in place${tagsOnly > 0 ? ` (${tagsOnly} of tags only)` : ""}`],
    [count("revise"), things(count("revise"), "new task definition revision")],
    [count("import"), `${count("import")} taken over`],
    [count("move"), `${count("move")} renamed in the state only`],
    [count("forget"), `${count("forget")} left to itself in AWS`],
  ] as const;
  return [
    ...parts.flatMap(([number, words]) => (number > 0 ? [words] : [])),
    `${count("replace") || "nothing"} replaced`,
    `${count("destroy") || "nothing"} destroyed`,
  ].join(", ");
}

export function isTagsOnly({ effect, changes, tags }: Change): boolean {
  return effect === "update" && changes.length === 0 && tags.length > 0;
}

export function things(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
