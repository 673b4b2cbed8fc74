import type { Question } from "./ask";
import type { Design } from "./design";
import { reconciled } from "./designs/reconciled";
import { figures } from "./figures";
import { picture, type Run } from "./picture";
import { drawPhysics } from "./constants";
import { random } from "./random";
import { trimmed } from "./scale";
import { simulate } from "./simulate";
import { timelineOf } from "./timeline";

/** One of the runs as a picture: the first, which is as good as any. */
export function answerPicture(question: Question): string {
  const { stack, trace } = question;
  const on = `${stack.fleetSize} × ${stack.instanceType}${stack.spot ? " on Spot" : ""}`;
  return picture(`${stack.stackName}: ${trace.name}`, [drawn(question, reconciled, `one of the runs, up to ${on}`, 0)]);
}

/** A run of a design, ready to be drawn. */
export function drawn(
  { stack, trace, imageGb }: Omit<Question, "runs">,
  design: Design,
  title: string,
  seed: number,
): Run {
  const physics = drawPhysics(random(seed));
  const world = simulate(design, stack, trace, seed, imageGb === undefined ? physics : { ...physics, imageGb });
  const { firstResultSeconds, lastResultSeconds, busyGpuSeconds, bootGpuSeconds, idleGpuSeconds } = figures(world);
  const hours = (seconds: number) => trimmed(seconds / 3600);
  return {
    title,
    moments: timelineOf(world),
    firstResultSeconds,
    lastResultSeconds,
    sum: `${hours(busyGpuSeconds)} GPU-hours at work, ${hours(bootGpuSeconds)} starting, ${hours(idleGpuSeconds)} idle`,
  };
}
