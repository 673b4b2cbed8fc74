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
  habit(
    "without the outlook (what came and was finished lately)",
    { seesFlow: false },
    "kept: uploads come one by one",
  ),
  setting("KeepWarmMinutes 2", () => ({ keepWarmSeconds: 120 }), "now 0: the outlook waits when it is worth it"),
  habit("without the cluster's events", { onActiveInstance: false, onStoppedTask: false }, "kept: they cost nothing"),
  habit("a look every 15 s", { everySeconds: 15 }, "not taken: three dollars a month for seconds"),
  habit("a look when a video was uploaded", { onUpload: true }, "not taken: the queue's counts are not there yet"),
  setting("the image from another registry", () => ({ imageInRegion: false }), "keep the image in the region's ECR"),
  setting(
    "that, and a warm-up of 5 minutes",
    () => ({ imageInRegion: false, warmupSeconds: 300 }),
    "now 15: the alarm ordered a second instance while the first still pulled",
  ),
];
