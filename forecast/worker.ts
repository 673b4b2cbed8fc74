import type { Clock } from "./clock";
import type { Cluster, Task, TaskEnd } from "./cluster";
import type { Physics } from "./constants";
import type { Message, VideoQueue } from "./videos";

/** What the workers did, for the figures. */
export interface WorkLog {
  /** Seconds of work on videos, the lost work of killed and crashed ones included. */
  busySeconds: number;
  /** Videos whose work was ended from outside, by what did it. A runaway that is stopped is not among them. */
  readonly killed: Record<Exclude<TaskEnd, "exit">, number>;
  runawaysStopped: number;
  /** When each pass over a video began and ended. */
  readonly passes: { readonly from: number; readonly to: number }[];
  /** Results that came more than once for the same video. */
  duplicates: number;
}

export const emptyWorkLog = (): WorkLog => ({
  busySeconds: 0,
  killed: { stopTimeout: 0, asked: 0, scaleIn: 0, spot: 0 },
  runawaysStopped: 0,
  passes: [],
  duplicates: 0,
});

/** What the workers of a design do when the queue is empty. */
export interface WorkerRules {
  /** Seconds that a worker goes on asking an empty queue before it exits with 0; default: one long poll. */
  readonly exitsAfterEmptySeconds?: number;
}

/**
 * The workers: each loads its model, then takes one video after the other; on SIGTERM it finishes its video; when the
 * queue is empty it exits with 0.
 */
export class Workers {
  readonly log = emptyWorkLog();
  /** Called when a worker finds the queue empty. */
  readonly onIdle: ((task: Task) => void)[] = [];
  /** Tasks that ask the empty queue, and since when. */
  private readonly polling = new Map<Task, number>();

  constructor(
    private readonly clock: Clock,
    private readonly physics: Physics,
    private readonly queue: VideoQueue,
    private readonly cluster: () => Cluster,
    private readonly rules: WorkerRules,
  ) {
    queue.onVisible.push(() => this.answerPolls());
  }

  /** The container runs: load the model, then work. */
  start(task: Task): void {
    task.onSigterm = () => {
      if (task.work === undefined) this.cluster().end(task, "exit", 0);
    };
    this.clock.after(this.physics.modelLoad, () => this.takeNext(task));
  }

  /** The container has ended with its work, if any, undone. */
  ended(task: Task, end: TaskEnd): void {
    this.polling.delete(task);
    if (task.work === undefined || end === "exit") return;
    this.record(task.work.since);
    if (task.work.message.video.fate === "hangs") this.log.runawaysStopped++;
    else this.log.killed[end]++;
  }

  /** It has loaded its model and waits for a video. */
  isIdle(task: Task): boolean {
    return this.polling.has(task);
  }

  private takeNext(task: Task): void {
    if (task.endedAt !== undefined) return;
    task.readyAt ??= this.clock.now;
    if (task.stoppingAt !== undefined) return this.cluster().end(task, "exit", 0);
    const received = this.queue.receive();
    if (received !== undefined) return this.work(task, received.message, received.receipt);
    const since = this.clock.now;
    this.polling.set(task, since);
    this.clock.after(this.rules.exitsAfterEmptySeconds ?? this.physics.emptyReceive, () => {
      if (this.polling.get(task) === since) this.cluster().end(task, "exit", 0);
    });
    this.onIdle.forEach((listener) => listener(task));
  }

  private answerPolls(): void {
    for (const task of this.polling.keys()) {
      const received = this.queue.receive();
      if (received === undefined) return;
      this.polling.delete(task);
      this.work(task, received.message, received.receipt);
    }
  }

  private work(task: Task, message: Message, receipt: number): void {
    task.work = { message, receipt, since: this.clock.now };
    const { workSeconds, badTries = Infinity } = message.video;
    const fate = receipt <= badTries ? message.video.fate : undefined;
    if (fate === "hangs") return;
    this.clock.after(fate === "crashes" ? workSeconds / 2 : workSeconds, () => {
      if (task.endedAt !== undefined) return;
      this.record(task.work?.since ?? this.clock.now);
      task.work = undefined;
      if (fate === "crashes") return this.cluster().end(task, "exit", 1);
      if (fate === "fails") {
        this.queue.giveBack(message, receipt);
        return this.takeNext(task);
      }
      message.resultAt ??= this.clock.now;
      if (++message.results > 1) this.log.duplicates++;
      this.queue.delete(message, receipt);
      this.takeNext(task);
    });
  }

  private record(since: number): void {
    this.log.busySeconds += this.clock.now - since;
    this.log.passes.push({ from: since, to: this.clock.now });
  }
}
