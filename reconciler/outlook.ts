import { isPending, isStopping } from "./fleet";
import { flowMinutes, startsWithin } from "./rules";
import type { Sight } from "./sight";

// What will probably happen until an instance that is ordered now could take its first video, guessed from what came and
// was finished lately; nothing where that cannot be seen. The client sends each video when its upload is done, so videos
// come one by one: without an outlook every one of them would boot an instance, although a worker is about to be free,
// and every worker's instance would leave just before the next video.

const share = startsWithin / (flowMinutes * 60);

/** Workers that finish their video in that time and can take another; a fraction. */
export function workersFreed({ queue: { inFlight, flow }, fleet: { workers } }: Sight): number {
  const busy = Math.min(inFlight, workers.filter((worker) => !isPending(worker) && !isStopping(worker)).length);
  return Math.min(busy, (flow?.finished ?? 0) * share);
}

/** Videos that come in that time and that no worker who finishes another will take; a fraction. */
export const videosExpected = (sight: Sight): number =>
  (sight.queue.flow?.minutesWithArrivals ?? 0) * share - workersFreed(sight);
