import type { World } from "./world";

/** What there was at one moment. Instances of several GPUs count as working as far as their GPUs do. */
export interface Moment {
  /** Seconds since the first video arrived. */
  readonly at: number;
  readonly waiting: number;
  /** Running instances: working + starting + idle. */
  readonly working: number;
  readonly starting: number;
  readonly idle: number;
}

/** A run as moments, one for each change. */
export function timelineOf(world: World): Moment[] {
  const changes = changesOf(world).sort((a, b) => a.at - b.at);
  const first = world.arrivals[0] ?? 0;
  const moments: Moment[] = [];
  let present = 0;
  let starting = 0;
  let working = 0;
  let waiting = 0;
  for (const change of changes) {
    present += change.present ?? 0;
    starting += change.starting ?? 0;
    working += change.working ?? 0;
    waiting = change.waiting ?? waiting;
    const idle = Math.max(0, present - starting - working);
    const moment = { at: Math.max(0, change.at - first), waiting, working, starting, idle };
    if (moments[moments.length - 1]?.at === moment.at) moments.pop();
    moments.push(moment);
  }
  return moments;
}

interface Change {
  readonly at: number;
  readonly present?: number;
  readonly starting?: number;
  readonly working?: number;
  readonly waiting?: number;
}

function changesOf(world: World): Change[] {
  const end = world.clock.now;
  const share = world.cluster.settings.gpusPerTask / world.cluster.settings.gpusPerInstance;
  const changes: Change[] = world.queue.history.map(({ at, visible }) => ({ at, waiting: visible }));
  const span = (from: number, to: number, of: Omit<Change, "at">, until: Omit<Change, "at">) =>
    changes.push({ at: from, ...of }, { at: to, ...until });
  for (const { runningAt, registeredAt, stoppedAt } of world.group.launched) {
    if (runningAt === undefined) continue;
    span(runningAt, stoppedAt ?? end, { present: 1 }, { present: -1 });
    span(runningAt, registeredAt ?? stoppedAt ?? end, { starting: 1 }, { starting: -1 });
  }
  for (const { firstTask, instance } of world.cluster.registered) {
    if (firstTask === undefined) continue;
    const ready = firstTask.readyAt ?? firstTask.endedAt ?? instance.stoppedAt ?? end;
    span(firstTask.createdAt, ready, { starting: 1 }, { starting: -1 });
  }
  for (const { from, to } of world.workers.log.passes) span(from, to, { working: share }, { working: -share });
  return changes;
}
