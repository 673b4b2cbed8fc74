import type { Clock } from "./clock";
import type { Physics } from "./constants";
import type { Random } from "./random";

/** An EC2 instance of the group. Times are seconds since the trace's start. */
export interface Instance {
  readonly id: string;
  /** How many were launched before it. */
  readonly index: number;
  readonly requestedAt: number;
  lifecycle: "Pending" | "InService" | "Terminating";
  /** When it entered the state `running`: InService for the group, and from then on billed. */
  runningAt?: number;
  /** When it became a container instance of the cluster. */
  registeredAt?: number;
  /** When it entered the state `shutting-down`: no longer billed. */
  stoppedAt?: number;
}

export interface GroupSettings {
  readonly min: number;
  readonly max: number;
  /** Protected instances are never chosen by a smaller desired capacity; only TerminateInstanceInAutoScalingGroup ends them. */
  readonly protectedFromScaleIn: boolean;
  readonly spot: boolean;
  /** Instances that the account's vCPU quota allows at once; none: no limit. */
  readonly quota?: number;
  /** Until when the zones have no capacity of the instance type. */
  readonly shortageUntil?: number;
}

export interface GroupListener {
  registered(instance: Instance): void;
  /** Two minutes before a Spot interruption. */
  interruptionNotice(instance: Instance): void;
  /** It is shutting down: what runs on it ends now. */
  gone(instance: Instance, cause: EndCause): void;
}

/** `asked`: by TerminateInstanceInAutoScalingGroup. `scaleIn`: chosen by the group. */
export type EndCause = "asked" | "scaleIn" | "spot";

/** An EC2 Auto Scaling group: keeps as many instances as its desired capacity says, as far as quota and zones allow. */
export class Group {
  desired: number;
  /** Every instance that it ever launched. */
  readonly launched: Instance[] = [];
  /** Pending and InService, oldest first. */
  members: Instance[] = [];
  /** Asked to end during the last minute: the group still lists them. */
  ending: Instance[] = [];
  private balanceDue = false;

  constructor(
    private readonly clock: Clock,
    private readonly physics: Physics,
    private readonly random: Random,
    readonly settings: GroupSettings,
    private readonly listener: GroupListener,
  ) {
    this.desired = settings.min;
    if (this.desired > 0) this.balanceAfter(physics.groupReaction);
  }

  /** SetDesiredCapacity, also what a scaling policy does; outside min and max it is clamped. */
  setDesired(capacity: number): void {
    this.desired = Math.min(this.settings.max, Math.max(this.settings.min, capacity));
    this.balanceAfter(this.physics.groupReaction);
  }

  /** InService for at least `warmupSeconds`: what a step scaling policy counts as capacity. */
  warmedUp(warmupSeconds: number): number {
    const since = this.clock.now - warmupSeconds;
    return this.members.filter((member) => member.runningAt !== undefined && member.runningAt <= since).length;
  }

  /** TerminateInstanceInAutoScalingGroup. False is its ValidationError: desired would fall below the minimum. */
  terminate(instance: Instance, shouldDecrement: boolean): boolean {
    if (instance.lifecycle === "Terminating") return true;
    if (shouldDecrement && this.desired <= this.settings.min) return false;
    if (shouldDecrement) this.desired--;
    this.end(instance, "asked");
    return true;
  }

  private end(instance: Instance, cause: EndCause): void {
    const wasRunning = instance.lifecycle === "InService";
    instance.lifecycle = "Terminating";
    this.members = this.members.filter((member) => member !== instance);
    this.ending = [...this.ending.filter(({ stoppedAt = 0 }) => this.clock.now - stoppedAt < 60), instance];
    if (wasRunning) instance.stoppedAt = this.clock.now + this.physics.instanceStop;
    this.listener.gone(instance, cause);
    this.balanceAfter(this.physics.groupReaction);
  }

  private balanceAfter(seconds: number): void {
    if (this.balanceDue) return;
    this.balanceDue = true;
    this.clock.after(seconds, () => {
      this.balanceDue = false;
      this.balance();
    });
  }

  private balance(): void {
    while (this.members.length < this.desired) {
      const { quota = Infinity, shortageUntil = -Infinity } = this.settings;
      if (this.members.length >= quota || this.clock.now < shortageUntil) {
        this.balanceAfter(this.physics.groupRetry);
        return;
      }
      this.launch();
    }
    if (this.settings.protectedFromScaleIn) return;
    while (this.members.length > this.desired) {
      const oldest = this.members[0];
      if (oldest === undefined) return;
      this.end(oldest, "scaleIn");
    }
  }

  private launch(): void {
    const index = this.launched.length;
    const instance: Instance = { id: `i-${index}`, index, requestedAt: this.clock.now, lifecycle: "Pending" };
    this.launched.push(instance);
    this.members.push(instance);
    const isStill = (lifecycle: Instance["lifecycle"]) => instance.lifecycle === lifecycle;
    // Instances of one kind differ by some 15 % in their boot.
    const boot = this.physics.instanceBoot * (0.85 + 0.3 * this.random("boot", index));
    this.clock.after(this.physics.instancePending, () => {
      if (!isStill("Pending")) return;
      instance.lifecycle = "InService";
      instance.runningAt = this.clock.now;
      if (this.settings.spot) this.interruptSometime(instance);
    });
    this.clock.after(Math.max(boot, this.physics.instancePending), () => {
      if (!isStill("InService")) return;
      instance.registeredAt = this.clock.now;
      this.listener.registered(instance);
    });
  }

  private interruptSometime(instance: Instance): void {
    const hours = -Math.log(1 - this.random("interruption", instance.index)) / this.physics.spotInterruptions;
    const notice = this.physics.spotNotice;
    this.clock.after(Math.max(0, hours * 3600 - notice), () => {
      if (instance.lifecycle === "InService") this.listener.interruptionNotice(instance);
    });
    this.clock.after(Math.max(notice, hours * 3600), () => {
      if (instance.lifecycle === "InService") this.end(instance, "spot");
    });
  }
}
