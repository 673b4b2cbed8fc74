import type { Host } from "../cluster";
import { type Design, stackPlant } from "../design";

/**
 * The physical limit: knows at once what arrives, orders exactly what is needed, loses no time to alarms, polls, events or
 * API calls, and ends an instance the moment it has no work, unless it knows that the next video comes sooner than another
 * instance would be ready. What is left is what nobody can take away: boot, image, model.
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
    const { clock, cluster, group, queue, workers, physics, arrivals } = world;
    const perInstance = Math.floor(stack.gpusPerInstance / stack.gpusPerTask);
    const perGb = stack.imageInRegion ? physics.pullPerGb : physics.pullPerGbElsewhere;
    const startSeconds = physics.instanceBoot + perGb * physics.imageGb + physics.containerStart + physics.modelLoad;
    const isIdle = (host: Host) => [...host.tasks].every((task) => workers.isIdle(task));
    let sent = 0;
    const settle = (): void => {
      for (const host of cluster.hosts.values()) {
        const isNew = host.imageAt === undefined;
        while ((isNew || queue.visible > 0) && cluster.runTask([host]) !== undefined);
      }
      while (sent < arrivals.length && (arrivals[sent] ?? 0) <= clock.now) sent++;
      let kept = 0;
      for (const host of [...cluster.hosts.values()].filter(isIdle)) {
        const next = arrivals[sent + kept * perInstance];
        if (next !== undefined && next - clock.now <= startSeconds) kept++;
        else group.terminate(host.instance, true);
      }
    };
    queue.onVisible.push(() => {
      group.setDesired(Math.max(group.desired, Math.ceil((queue.visible + queue.inFlight) / perInstance)));
      settle();
    });
    world.onEcsEvent.push(settle);
    workers.onIdle.push(settle);
  },
};
