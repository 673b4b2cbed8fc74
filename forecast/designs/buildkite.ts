import { type Design, stackPlant } from "../design";

const pollSeconds = 10;
const scaleOutCooldownSeconds = 300;
const idleSeconds = 600;

/**
 * Buildkite's elastic CI stack with its defaults (buildkite/elastic-ci-stack-for-aws, buildkite/buildkite-agent-scaler): a
 * poller looks every 10 s and orders as many instances as jobs wait and run, at most once in 5 minutes; an agent that had
 * nothing to do for 10 minutes ends its own instance, with decrement. An agent here is a worker that stays.
 */
export const buildkite: Design = {
  name: "Buildkite elastic stack",
  plant(stack, limits) {
    return { ...stackPlant(stack, limits), worker: { exitsAfterEmptySeconds: idleSeconds }, queueAwake: true };
  },
  operate(world, stack) {
    const { clock, cluster, group, queue } = world;
    const perInstance = Math.floor(stack.gpusPerInstance / stack.gpusPerTask);
    let lastScaleOut = -Infinity;
    clock.every(pollSeconds, pollSeconds * world.random("buildkite poll"), () => {
      const running = [...cluster.tasks].filter((task) => task.work !== undefined).length;
      const wanted = Math.min(stack.fleetSize, Math.ceil((queue.visible + running) / perInstance));
      if (wanted <= group.desired || clock.now - lastScaleOut < scaleOutCooldownSeconds) return;
      lastScaleOut = clock.now;
      group.setDesired(wanted);
    });
    world.onEcsEvent.push(() => {
      for (const host of cluster.hosts.values()) {
        if (host.draining) continue;
        const isNew = host.imageAt === undefined;
        while (isNew && cluster.runTask([host]) !== undefined);
        if (host.tasks.size > 0) continue;
        cluster.drain(host);
        group.terminate(host.instance, true);
      }
    });
  },
};
