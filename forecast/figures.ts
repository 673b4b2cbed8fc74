import type { World } from "./world";

/** What one run took, in seconds since the first video arrived, GPU-seconds and instance-seconds. */
export interface Figures {
  /** Infinity for this and the next: no video came to a result. */
  readonly firstResultSeconds: number;
  readonly lastResultSeconds: number;
  readonly busyGpuSeconds: number;
  /** From an instance's start to its registration, and from its first worker's start until the model is loaded. */
  readonly bootGpuSeconds: number;
  readonly idleGpuSeconds: number;
  readonly instanceSeconds: number;
  readonly instances: number;
  /** Running videos that the design itself ended; the runaways are not among them. */
  readonly killed: number;
  /** Running videos that a Spot interruption ended. */
  readonly interrupted: number;
  readonly deadLetters: number;
  readonly duplicates: number;
  /** Videos without a result that are not dead letters either. */
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
  let boot = 0;
  for (const { runningAt, registeredAt, stoppedAt } of world.group.launched) {
    if (runningAt === undefined) continue;
    instances++;
    instanceSeconds += Math.max(since(stoppedAt) - since(runningAt), leastBilledSeconds);
    boot += gpusPerInstance * (since(registeredAt ?? stoppedAt) - since(runningAt));
  }
  for (const { firstTask, instance } of world.cluster.registered) {
    if (firstTask === undefined) continue;
    const ready = firstTask.readyAt ?? firstTask.endedAt ?? instance.stoppedAt;
    boot += gpusPerInstance * (since(ready) - since(firstTask.createdAt));
  }
  let working = 0;
  for (const { work, endedAt } of world.cluster.tasks) {
    if (work !== undefined && endedAt === undefined) working += end - work.since;
  }
  const results = world.queue.messages.flatMap(({ resultAt }) => (resultAt === undefined ? [] : [resultAt]));
  const first = world.arrivals[0] ?? 0;
  const busy = gpusPerTask * (world.workers.log.busySeconds + working);
  const { killed } = world.workers.log;
  return {
    firstResultSeconds: Math.min(...results) - first,
    lastResultSeconds: results.length === 0 ? Infinity : Math.max(...results) - first,
    busyGpuSeconds: busy,
    bootGpuSeconds: boot,
    idleGpuSeconds: instanceSeconds * gpusPerInstance - busy - boot,
    instanceSeconds,
    instances,
    killed: killed.asked + killed.scaleIn + killed.stopTimeout,
    interrupted: killed.spot,
    deadLetters: world.queue.dead.length,
    duplicates: world.workers.log.duplicates,
    unfinished: world.queue.messages.filter(({ resultAt, state }) => resultAt === undefined && state !== "dead").length,
  };
}
