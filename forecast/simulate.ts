import { drawPhysics, type Physics } from "./constants";
import type { Design, Limits, StackSettings } from "./design";
import { random } from "./random";
import type { Video } from "./videos";
import { World } from "./world";

/** Videos and the account's limits while they come. */
export interface Trace {
  readonly name: string;
  /** The videos of one seed: lengths may be random. */
  videos(seed: number): readonly Video[];
  readonly limits?: Limits;
  /** TimeoutHours that suits its videos, in seconds; default: the stack's own. */
  readonly timeoutSeconds?: number;
}

/** A run ends here even if a design has not come to rest: a day after the last video. */
const patienceSeconds = 24 * 3600;

/** Runs one design on one trace with everything that the seed draws, until the fleet is at rest again. */
export function simulate(
  design: Design,
  stack: StackSettings,
  trace: Trace,
  seed: number,
  physics: Physics = drawPhysics(random(seed)),
): World {
  const videos = trace.videos(seed);
  const plant = design.plant(stack, trace.limits ?? {});
  const world = new World(plant, design.physics?.(physics) ?? physics, random(seed), videos);
  design.operate(world, stack);
  const lastWork = videos.reduce((last, video) => Math.max(last, video.arrivesAt + video.workSeconds), 0);
  const backlog = videos.reduce((sum, video) => sum + video.workSeconds, 0);
  world.clock.run(() => world.isAtRest, lastWork + 2 * backlog + patienceSeconds);
  return world;
}
