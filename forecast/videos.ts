import type { Clock } from "./clock";

/** A video of a trace. Times are seconds since the trace's start. */
export interface Video {
  readonly arrivesAt: number;
  /** Seconds of GPU time that one pass over it takes, its download included. */
  readonly workSeconds: number;
  /**
   * `crashes`: the worker dies half-way through. `hangs`: the worker never finishes it. `fails`: the worker sees at its end
   * that it is no good, and gives it back at once.
   */
  readonly fate?: "crashes" | "hangs" | "fails";
  /** How many of its first tries have this fate. Default: each. */
  readonly badTries?: number;
}

/** A video's message in the queue. */
export interface Message {
  readonly video: Video;
  /** Order of arrival, from 0. */
  readonly order: number;
  receives: number;
  state: "waiting" | "inFlight" | "deleted" | "dead";
  /** When its first result was there; undefined as long as there is none. */
  resultAt?: number;
  results: number;
}

export interface QueueRules {
  /** Seconds after which a received message that was not deleted can be received again; SQS allows 43,200 at most. */
  readonly visibilitySeconds: number;
  /** Receives after which a message goes to the dead-letter queue. */
  readonly maxReceiveCount: number;
}

/**
 * The SQS queue of videos. Each message has a group of its own (the client's group is the second and the file name),
 * so a FIFO queue hands them out oldest first and in parallel.
 */
export class VideoQueue {
  readonly messages: Message[] = [];
  readonly dead: Message[] = [];
  /** Called after each arrival of messages and each return to visibility. */
  readonly onVisible: (() => void)[] = [];
  /** Last time that anything used the queue: SQS stops its metrics six hours later. */
  touchedAt = -Infinity;
  /** When messages were deleted, oldest first. */
  readonly deletedAt: number[] = [];
  private readonly waiting: Message[] = [];
  /** Its counts after each change, oldest first. */
  readonly history: { readonly at: number; readonly visible: number; readonly inFlight: number }[] = [];
  private flying = 0;

  constructor(
    private readonly clock: Clock,
    private readonly rules: QueueRules,
  ) {}

  get visible(): number {
    return this.waiting.length;
  }

  get inFlight(): number {
    return this.flying;
  }

  /** When its counts last changed. */
  get changedAt(): number {
    return this.history[this.history.length - 1]?.at ?? this.clock.start;
  }

  /** Every message has a result or is in the dead-letter queue. */
  get isWorkedOff(): boolean {
    return this.waiting.length === 0 && this.flying === 0;
  }

  /** What waits, oldest first: SQS shows this to nobody. */
  waitingInOrder(): readonly Message[] {
    return this.waiting;
  }

  send(video: Video): void {
    const message: Message = { video, order: this.messages.length, receives: 0, state: "waiting", results: 0 };
    this.messages.push(message);
    this.waiting.push(message);
    this.changed();
    this.onVisible.forEach((listener) => listener());
  }

  /** The oldest visible message, now in flight; or undefined. The receipt is what `delete` needs. */
  receive(): { readonly message: Message; readonly receipt: number } | undefined {
    this.touchedAt = this.clock.now;
    const deadBefore = this.dead.length;
    let message = this.waiting.shift();
    while (message !== undefined && message.receives >= this.rules.maxReceiveCount) {
      message.state = "dead";
      this.dead.push(message);
      message = this.waiting.shift();
    }
    if (message !== undefined) {
      message.state = "inFlight";
      const receipt = ++message.receives;
      this.flying++;
      const received = message;
      this.clock.after(this.rules.visibilitySeconds, () => this.expire(received, receipt));
      this.changed();
      return { message, receipt };
    }
    if (this.dead.length > deadBefore) this.changed();
    return undefined;
  }

  /** Deletes a message; a receipt whose visibility timeout is over deletes nothing, as on a FIFO queue. */
  delete(message: Message, receipt: number): void {
    this.touchedAt = this.clock.now;
    if (message.state !== "inFlight" || message.receives !== receipt) return;
    message.state = "deleted";
    this.deletedAt.push(this.clock.now);
    this.flying--;
    this.changed();
  }

  /** ChangeMessageVisibility to 0: a message that can be received again at once, under the same conditions. */
  giveBack(message: Message, receipt: number): void {
    this.expire(message, receipt);
  }

  /** The counts as they were at `time`: what GetQueueAttributes may answer a while later. */
  countsAt(time: number): { readonly visible: number; readonly inFlight: number } {
    let low = 0;
    let high = this.history.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.history[middle]?.at ?? Infinity) <= time) low = middle + 1;
      else high = middle;
    }
    return this.history[low - 1] ?? { visible: 0, inFlight: 0 };
  }

  private expire(message: Message, receipt: number): void {
    if (message.state !== "inFlight" || message.receives !== receipt) return;
    message.state = "waiting";
    this.flying--;
    const place = this.waiting.findIndex((other) => other.order > message.order);
    this.waiting.splice(place < 0 ? this.waiting.length : place, 0, message);
    this.changed();
    this.onVisible.forEach((listener) => listener());
  }

  private changed(): void {
    this.touchedAt = Math.max(this.touchedAt, this.clock.now);
    this.history.push({ at: this.clock.now, visible: this.waiting.length, inFlight: this.flying });
  }
}
