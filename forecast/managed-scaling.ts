import type { Service } from "./service";
import type { World } from "./world";

/** A capacity provider's managed scaling settings. */
export interface ManagedScaling {
  /** ECS's default is 300. */
  readonly warmupSeconds: number;
}

/** AlarmLow needs 15 datapoints of a minute and cannot be changed (aws/containers-roadmap #1220). */
const minutesUntilScaleIn = 15;

/**
 * A capacity provider's managed scaling at 100 % target capacity with managed termination protection. Every minute it
 * compares the instances needed for the service's tasks with the group's. Out: at once, two instances from zero, but not
 * while an instance warms up. In: after 15 minutes with too many, at most half of the group a step ("Faster Scaling-in
 * for Amazon ECS Cluster Auto Scaling"), and only instances without a task.
 */
export function manageScaling(world: World, service: Service, settings: ManagedScaling): void {
  const { clock, cluster, group } = world;
  const perInstance = Math.floor(cluster.settings.gpusPerInstance / cluster.settings.gpusPerTask);
  let minutesTooMany = 0;
  clock.every(60, 60 * world.random("managed scaling"), () => {
    const occupied = [...cluster.hosts.values()].filter((host) => host.tasks.size > 0);
    const freePlaces = occupied.reduce((sum, host) => sum + perInstance - host.tasks.size, 0);
    const needed = occupied.length + Math.ceil(Math.max(0, service.unplaced - freePlaces) / perInstance);
    const present = group.members.length;
    minutesTooMany = needed < present ? minutesTooMany + 1 : 0;
    const warmingUp = present > group.warmedUp(settings.warmupSeconds);
    if (needed > present && !warmingUp) group.setDesired(present === 0 ? Math.max(2, needed) : needed);
    if (minutesTooMany < minutesUntilScaleIn) return;
    const empty = group.members.filter((member) => (cluster.hosts.get(member)?.tasks.size ?? 0) === 0);
    for (const instance of empty.slice(0, Math.min(present - needed, Math.ceil(present / 2))))
      group.terminate(instance, true);
  });
}
