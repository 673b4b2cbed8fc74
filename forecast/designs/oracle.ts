import type { Host, Task } from "../cluster";
import { type Design, stackPlant } from "../design";
import type { World } from "../world";

/**
 * The physical limit: knows every arrival and every length. It starts each video as early as it possibly can, orders an
 * instance only if no other will be free sooner, loses no time to alarms, polls, events or API calls, and ends an
 * instance the moment it is idle, unless a video will come for it sooner than a new one would be ready. What is left is
 * what nobody can take away: boot, image, model.
 */
export const oracle: Design = {
  name: "oracle",
  plant: (stack, limits) => ({
    ...stackPlant(stack, limits),
    worker: { exitsAfterEmptySeconds: Infinity },
    queueAwake: true,
  }),
  physics: (physics) => ({ ...physics, groupReaction: 0, taskLaunch: 0, taskStop: 0, instanceStop: 0 }),
  operate(world, stack) {
    const perInstance = Math.floor(stack.gpusPerInstance / stack.gpusPerTask);
    const startSeconds = secondsToStart(world);
    const order = (): void => {
      const { group, queue, clock } = world;
      if (group.desired >= group.settings.max) return;
      const free = placesFreeAt(world, perInstance, startSeconds);
      let ordered = 0;
      for (const { video } of queue.waitingInOrder()) {
        let [index, at] = earliest(free);
        if (at > clock.now + startSeconds && group.desired + ordered < group.settings.max) {
          ordered++;
          index = free.length;
          at = clock.now + startSeconds;
          for (let place = 0; place < perInstance; place++) free.push(at);
        }
        if (index >= 0) free[index] = at + video.workSeconds;
      }
      if (ordered > 0) group.setDesired(group.desired + ordered);
    };
    const settle = (): void => {
      const { cluster, group, queue } = world;
      for (const host of cluster.hosts.values()) {
        const isNew = host.firstTask === undefined;
        while ((isNew || queue.visible > 0) && cluster.runTask([host]) !== undefined);
      }
      const idle = [...cluster.hosts.values()].filter((host) => isIdle(world, host));
      const kept = idle.length === 0 ? 0 : placesSoonNeeded(world, idle.length * perInstance, startSeconds);
      for (const host of idle.slice(Math.ceil(kept / perInstance))) group.terminate(host.instance, true);
    };
    world.queue.onVisible.push(() => {
      order();
      settle();
    });
    world.onEcsEvent.push(settle);
    world.workers.onIdle.push(settle);
  },
};

/** From an instance's order to its first video, in this run. */
function secondsToStart({ physics, plant }: World): number {
  const perGb = plant.cluster.imageInRegion ? physics.pullPerGb : physics.pullPerGbElsewhere;
  return physics.instanceBoot + perGb * physics.imageGb + physics.containerStart + physics.modelLoad;
}

const isIdle = (world: World, host: Host): boolean => [...host.tasks].every((task) => world.workers.isIdle(task));

/** When each worker's place, of all instances that are there or ordered, will be free. */
function placesFreeAt(world: World, perInstance: number, startSeconds: number): number[] {
  const { clock, cluster, group } = world;
  const free: number[] = [];
  for (const member of group.members) {
    const tasks = [...(cluster.hosts.get(member)?.tasks ?? [])];
    free.push(...tasks.map((task) => freeAt(task, clock.now, member.requestedAt + startSeconds)));
    for (let place = tasks.length; place < perInstance; place++) free.push(member.requestedAt + startSeconds);
  }
  for (let missing = group.desired - group.members.length; missing > 0; missing--) free.push(clock.now + startSeconds);
  return free;
}

function freeAt(task: Task, now: number, readyAt: number): number {
  if (task.work === undefined) return Math.max(now, task.readyAt === undefined ? readyAt : now);
  const { video } = task.work.message;
  return video.fate === "hangs" ? Infinity : task.work.since + video.workSeconds;
}

/** How many of the idle places a video will want before another instance could be ready; busy ones serve first. */
function placesSoonNeeded(world: World, idlePlaces: number, startSeconds: number): number {
  const { clock, cluster, arrivals } = world;
  const busy = [...cluster.tasks]
    .filter((task) => task.work !== undefined)
    .map((task) => freeAt(task, clock.now, clock.now))
    .sort((a, b) => a - b);
  let needed = 0;
  for (let next = world.arrived; needed < idlePlaces; next++) {
    const at = arrivals[next];
    if (at === undefined || at > clock.now + startSeconds) return needed;
    if (busy[0] !== undefined && busy[0] <= at) busy.shift();
    else needed++;
  }
  return needed;
}

function earliest(times: readonly number[]): [number, number] {
  let index = -1;
  let least = Infinity;
  times.forEach((time, at) => {
    if (time >= least) return;
    index = at;
    least = time;
  });
  return [index, least];
}
