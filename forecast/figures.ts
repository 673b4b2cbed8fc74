import type { World } from "./world";

/** What one run took, in seconds since the first video arrived, GPU-seconds and instance-seconds. */
export interface Figures {
  readonly firstResultSeconds: number;
  readonly lastResultSeconds: number;
  readonly busyGpuSeconds: number;
  /** From an instance's start to its registration, and from a worker's start to its first video. */
  readonly startingGpuSeconds: number;
  readonly idleGpuSeconds: number;
  readonly instanceSeconds: number;
  readonly instances: number;
  /** Running videos that the design itself ended; the runaways are not among them. */
  readonly killed: number;
  /** Running videos that a Spot interruption ended. */
  readonly interrupted: number;
  readonly deadLetters: number;
  readonly duplicates: number;
  readonly unfinished: number;
}

/** EC2 bills by the second, and a minute at least ("On-Demand Pricing"). */
const leastBilledSeconds = 60;

export function figures(world: World): Figures {
  const { gpusPerInstance, gpusPerTask } = world.cluster.settings;
  const end = world.clock.now;
  const since = (time: number | undefined) => Math.max(0, time ?? end);
  let instanceSeconds = 0;
  let instances = 0;
  let starting = 0;
  for (const instance of world.group.launched) {
    if (instance.runningAt === undefined) continue;
    const billed = since(instance.stoppedAt) - since(instance.runningAt);
    instances++;
    instanceSeconds += Math.max(billed, leastBilledSeconds);
    starting += gpusPerInstance * (since(instance.registeredAt ?? instance.stoppedAt) - since(instance.runningAt));
  }
  let working = 0;
  for (const task of [...world.cluster.stopped, ...world.cluster.tasks]) {
    starting += gpusPerTask * (since(task.firstWorkAt ?? task.endedAt) - since(task.createdAt));
    if (task.work !== undefined && task.endedAt === undefined) working += end - task.work.since;
  }
  const results = world.queue.messages.flatMap(({ resultAt }) => (resultAt === undefined ? [] : [resultAt]));
  const first = world.arrivals[0] ?? 0;
  const busy = gpusPerTask * (world.workers.log.busySeconds + working);
  const { killed } = world.workers.log;
  return {
    firstResultSeconds: Math.min(...results) - first,
    lastResultSeconds: Math.max(...results) - first,
    busyGpuSeconds: busy,
    startingGpuSeconds: starting,
    idleGpuSeconds: instanceSeconds * gpusPerInstance - busy - starting,
    instanceSeconds,
    instances,
    killed: killed.asked + killed.scaleIn + killed.stopTimeout,
    interrupted: killed.spot,
    deadLetters: world.queue.dead.length,
    duplicates: world.workers.log.duplicates,
    unfinished: world.queue.messages.length - results.length - world.queue.dead.length,
  };
}
