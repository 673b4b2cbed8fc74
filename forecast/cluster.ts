import type { Clock } from "./clock";
import type { Physics } from "./constants";
import type { EndCause, Instance } from "./group";
import type { Random } from "./random";
import type { Message } from "./videos";

/** A container instance of the ECS cluster. */
export interface Host {
  readonly instance: Instance;
  readonly tasks: Set<Task>;
  freeGpus: number;
  draining: boolean;
  /** The first task that was placed on it. */
  firstTask?: Task;
  /** When the container image is there; undefined before the first task asked for it. */
  imageAt?: number;
}

/** A task: one worker in its container. */
export interface Task {
  readonly id: string;
  readonly host: Host;
  readonly createdAt: number;
  /** RUNNING since then: image and container are there. */
  startedAt?: number;
  /** When SIGTERM was sent. */
  stoppingAt?: number;
  /** The container has ended. The GPU is free and the state STOPPED a little later. */
  endedAt?: number;
  stoppedAt?: number;
  exitCode?: number;
  /** The video that it works on. */
  work?: { readonly message: Message; readonly receipt: number; readonly since: number };
  /** Its model is loaded since then, so that it could take a video. */
  readyAt?: number;
  /** Sends SIGTERM; how the worker answers is the worker's. */
  onSigterm?: () => void;
}

/** Why a container ended: by itself, killed after its stop timeout, or with its instance. */
export type TaskEnd = "exit" | "stopTimeout" | EndCause;

export interface ClusterSettings {
  readonly gpusPerInstance: number;
  readonly gpusPerTask: number;
  readonly stopTimeoutSeconds: number;
  /** The image comes from ECR in the stack's own region. */
  readonly imageInRegion: boolean;
}

export interface ClusterListener {
  /** The container runs its first line. */
  running(task: Task): void;
  /** The container has ended; its work, if any, is not done. */
  ended(task: Task, end: TaskEnd): void;
  /** What ECS publishes as an event. */
  event(what: EcsEvent): void;
}

/** An instance became ACTIVE, a task STOPPED, or another change of an instance or a task. */
export type EcsEvent = "instanceActive" | "taskStopped" | "other";

/** The ECS cluster: places tasks where a GPU is free, pulls the image once an instance, starts and stops containers. */
export class Cluster {
  readonly hosts = new Map<Instance, Host>();
  /** Every host that ever registered. */
  readonly registered: Host[] = [];
  /** Not STOPPED. */
  readonly tasks = new Set<Task>();
  /** Newest last. */
  readonly stopped: Task[] = [];
  private created = 0;

  constructor(
    private readonly clock: Clock,
    private readonly physics: Physics,
    private readonly random: Random,
    readonly settings: ClusterSettings,
    private readonly listener: ClusterListener,
  ) {}

  register(instance: Instance): void {
    const host: Host = { instance, tasks: new Set(), freeGpus: this.settings.gpusPerInstance, draining: false };
    this.hosts.set(instance, host);
    this.registered.push(host);
    this.listener.event("instanceActive");
  }

  /** UpdateContainerInstancesState: DRAINING takes no new tasks and lets standalone ones finish. */
  drain(host: Host): void {
    if (host.draining) return;
    host.draining = true;
    this.listener.event("other");
  }

  /** RunTask: the task, or undefined for the failure `RESOURCE:GPU`. The fullest of the hosts with room takes it. */
  runTask(among: Iterable<Host> = this.hosts.values()): Task | undefined {
    let host: Host | undefined;
    for (const candidate of among) {
      if (candidate.draining || candidate.freeGpus < this.settings.gpusPerTask) continue;
      if (host === undefined || candidate.freeGpus < host.freeGpus) host = candidate;
    }
    if (host === undefined) return undefined;
    const task: Task = { id: `task-${this.created++}`, host, createdAt: this.clock.now };
    host.tasks.add(task);
    host.firstTask ??= task;
    host.freeGpus -= this.settings.gpusPerTask;
    this.tasks.add(task);
    const asked = this.clock.now + this.physics.taskLaunch;
    host.imageAt ??= asked + this.pullSeconds(host);
    this.clock.at(Math.max(asked, host.imageAt) + this.physics.containerStart, () => {
      if (task.endedAt !== undefined) return;
      task.startedAt = this.clock.now;
      this.listener.event("other");
      this.listener.running(task);
    });
    return task;
  }

  /** StopTask: SIGTERM now, SIGKILL after the stop timeout; a container that does not run yet ends at once. */
  stopTask(task: Task): void {
    if (task.stoppingAt !== undefined || task.endedAt !== undefined) return;
    task.stoppingAt = this.clock.now;
    if (task.startedAt === undefined || task.onSigterm === undefined) this.end(task, "exit", 143);
    else task.onSigterm();
    this.clock.after(this.settings.stopTimeoutSeconds, () => this.end(task, "stopTimeout", 137));
  }

  /** The container ends now. */
  end(task: Task, end: TaskEnd, exitCode: number): void {
    if (task.endedAt !== undefined) return;
    task.endedAt = this.clock.now;
    task.exitCode = exitCode;
    this.listener.ended(task, end);
    const withHost = end !== "exit" && end !== "stopTimeout";
    this.clock.after(withHost ? 0 : this.physics.taskStop, () => this.stop(task));
  }

  /** The instance shuts down: every container on it ends now. */
  lose(instance: Instance, cause: EndCause): void {
    const host = this.hosts.get(instance);
    if (host === undefined) return;
    this.hosts.delete(instance);
    for (const task of host.tasks) this.end(task, cause, 137);
    this.listener.event("other");
  }

  private stop(task: Task): void {
    task.stoppedAt = this.clock.now;
    task.host.tasks.delete(task);
    task.host.freeGpus += this.settings.gpusPerTask;
    this.tasks.delete(task);
    this.stopped.push(task);
    this.listener.event("taskStopped");
  }

  private pullSeconds(host: Host): number {
    const { pullPerGb, pullPerGbElsewhere, imageGb } = this.physics;
    const perGb = this.settings.imageInRegion ? pullPerGb : pullPerGbElsewhere;
    return perGb * imageGb * (0.85 + 0.3 * this.random("pull", host.instance.index));
  }
}
