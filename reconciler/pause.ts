import type { Action } from "./action";
import type { Sight } from "./sight";

/** While the stack is paused, the alarm must order no instances either. */
export function pause({ paused, group }: Sight): readonly Action[] {
  if (paused === undefined || paused === group.ignoresAlarms) return [];
  return paused
    ? [{ kind: "ignoreAlarms", reason: "the stack is paused" }]
    : [{ kind: "heedAlarms", reason: "the stack is not paused" }];
}
