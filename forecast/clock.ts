/** Simulated time in seconds and what is still to happen: a binary heap ordered by time, then by order of asking. */
export class Clock {
  now: number;
  private readonly heap: Pending[] = [];
  private asked = 0;

  constructor(readonly start = 0) {
    this.now = start;
  }

  /** Runs `what` at `time`, or now if that is past. */
  at(time: number, what: () => void): void {
    const pending = { time: Math.max(time, this.now), order: this.asked++, what };
    let hole = this.heap.push(pending) - 1;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = this.heap[parent];
      if (above === undefined || !isSooner(pending, above)) break;
      this.heap[hole] = above;
      hole = parent;
    }
    this.heap[hole] = pending;
  }

  after(seconds: number, what: () => void): void {
    this.at(this.now + seconds, what);
  }

  /** Runs `what` at `first` and then every `period` seconds, for as long as the clock runs. */
  every(period: number, first: number, what: () => void): void {
    this.at(first, () => {
      what();
      this.every(period, this.now + period, what);
    });
  }

  /** Runs what is due, in order, until `done` holds after an event or nothing is left before `limit`. */
  run(done: () => boolean, limit: number): void {
    for (let next = this.take(limit); next !== undefined; next = this.take(limit)) {
      this.now = next.time;
      next.what();
      if (done()) return;
    }
    this.now = limit;
  }

  private take(limit: number): Pending | undefined {
    const first = this.heap[0];
    if (first === undefined || first.time > limit) return undefined;
    const last = this.heap.pop();
    if (last !== undefined && last !== first) this.sink(last);
    return first;
  }

  private sink(pending: Pending): void {
    let hole = 0;
    for (;;) {
      const left = this.heap[2 * hole + 1];
      if (left === undefined) break;
      const right = this.heap[2 * hole + 2];
      const takesRight = right !== undefined && isSooner(right, left);
      const child = takesRight ? right : left;
      if (!isSooner(child, pending)) break;
      this.heap[hole] = child;
      hole = 2 * hole + (takesRight ? 2 : 1);
    }
    this.heap[hole] = pending;
  }
}

interface Pending {
  readonly time: number;
  readonly order: number;
  readonly what: () => void;
}

const isSooner = (a: Pending, b: Pending): boolean => a.time < b.time || (a.time === b.time && a.order < b.order);
