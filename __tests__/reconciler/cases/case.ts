import type { decide } from "../../../reconciler/decide";
import type { Action } from "../../../reconciler/action";
import type { Observation } from "../../../reconciler/observation";
import type { Settings } from "../../../reconciler/settings";
import { now, see, settings, type Sight } from "../sights";

/** One line of a rule: what is seen, and everything that is done about it. */
export interface Case {
  readonly rule: string;
  readonly sight: Sight;
  readonly set?: Partial<Settings>;
  /** A part that cannot be seen this time, or is seen differently than by the others. */
  readonly seen?: (observation: Required<Observation>) => Observation;
  readonly done: readonly string[];
}

export function doneAbout({ sight, set, seen }: Case, decideWith: typeof decide): readonly string[] {
  const observation = see(sight);
  return decideWith(seen === undefined ? observation : seen(observation), settings(set), now).map(inWords);
}

function inWords(action: Action): string {
  switch (action.kind) {
    case "setDesiredCapacity":
      return `desire ${action.desiredCapacity}`;
    case "startWorkers":
      return `start on ${action.instanceIds.join(" ")}`;
    case "stopWorker":
      return `stop ${action.taskArn}`;
    case "drain":
      return `drain ${action.instanceId}`;
    case "end":
      return `end ${action.instanceId} ${action.decrement ? "with" : "without"} decrement`;
    case "openCircuit":
    case "closeCircuit":
    case "ignoreAlarms":
    case "heedAlarms":
      return action.kind;
  }
}
