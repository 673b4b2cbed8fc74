import type { Task } from "./cluster";
import type { World } from "./world";

/**
 * An ECS service: keeps `desired` tasks alive, starts a new one for each that exits, and when told to shrink stops tasks
 * without a thought for what they work on.
 */
export class Service {
  private lastScaleOut = -Infinity;
  private lastScaleIn = -Infinity;
  private scheduled = false;

  constructor(
    private readonly world: World,
    private readonly min: number,
    private readonly max: number,
    public desired: number = min,
  ) {
    world.onEcsEvent.push(() => this.schedule());
    this.schedule();
  }

  /** Tasks that wait for an instance with a free GPU: what managed scaling calls provisioning. */
  get unplaced(): number {
    return Math.max(0, this.desired - this.alive().length);
  }

  setDesired(count: number): void {
    this.desired = Math.min(this.max, Math.max(this.min, count));
    this.schedule();
  }

  /**
   * Application Auto Scaling's step scaling on the task count. Within the cooldown a scale-out with the same step adds
   * nothing and a scale-in waits ("Step scaling policies for Application Auto Scaling").
   */
  step(change: number, cooldownSeconds: number): void {
    const now = this.world.clock.now;
    if (change > 0 && now - this.lastScaleOut >= cooldownSeconds) {
      this.lastScaleOut = now;
      this.setDesired(this.desired + change);
    }
    if (change < 0 && now - Math.max(this.lastScaleIn, this.lastScaleOut) >= cooldownSeconds) {
      this.lastScaleIn = now;
      this.setDesired(this.desired + change);
    }
  }

  private alive(): Task[] {
    return [...this.world.cluster.tasks].filter((task) => task.stoppingAt === undefined && task.endedAt === undefined);
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    this.world.clock.after(this.world.physics.serviceScheduler, () => {
      this.scheduled = false;
      this.settle();
    });
  }

  private settle(): void {
    const alive = this.alive();
    for (const task of alive.slice(this.desired)) this.world.cluster.stopTask(task);
    for (let missing = this.desired - alive.length; missing > 0; missing--) {
      if (this.world.cluster.runTask() === undefined) return;
    }
  }
}
