import type { Action, Observation } from "./observation";

/** While the stack is paused the alarm must order no instance either. */
export function pause({ paused, group }: Observation): readonly Action[] {
  if (paused === undefined || group === undefined || paused === group.ignoresAlarms) return [];
  return paused
    ? [{ kind: "ignoreAlarms", reason: "the stack is paused" }]
    : [{ kind: "heedAlarms", reason: "the stack is not paused" }];
}
