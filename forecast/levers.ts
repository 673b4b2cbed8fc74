import type { Design, StackSettings } from "./design";
import { type Habits, reconciledWith } from "./designs/reconciled";

/** The design with one thing otherwise, to show what that thing is worth. */
export interface Lever {
  readonly name: string;
  readonly design: Design;
  stack(stack: StackSettings): StackSettings;
  readonly verdict: string;
}

const habit = (name: string, changes: Partial<Habits>, verdict: string): Lever => ({
  name,
  design: reconciledWith(name, changes),
  stack: (stack) => stack,
  verdict,
});

const setting = (name: string, changes: (stack: StackSettings) => Partial<StackSettings>, verdict: string): Lever => ({
  ...habit(name, {}, verdict),
  stack: (stack) => ({ ...stack, ...changes(stack) }),
});

export const levers: readonly Lever[] = [
  habit("as it is", {}, ""),
  habit("without the outlook: what came and was finished lately", { seesFlow: false }, "kept: uploads come one by one"),
  setting("KeepWarmMinutes 2", () => ({ keepWarmSeconds: 120 }), "now 0: the outlook waits where it is worth it"),
  habit("without a second look in the run that drains", { looksAgain: false }, "kept: a cent for a hundred instances"),
  habit("without looks at uploads", { onUpload: false }, "kept: they cost nothing"),
  habit(
    "without looks at the cluster's events",
    { onActiveInstance: false, onStoppedTask: false },
    "kept: they cost nothing",
  ),
  habit("a look every 15 s", { everySeconds: 15 }, "not taken: seven dollars a month, also of an idle stack"),
  setting("the image from another registry", () => ({ imageInRegion: false }), "keep the image in the region's ECR"),
  setting(
    "that, and a warm-up of 5 minutes",
    () => ({ imageInRegion: false, warmupSeconds: 300 }),
    "now 15: the alarm ordered a second instance while the first still pulled",
  ),
];
