import type { Emulator } from "../../emulator/emulator";

interface Due {
  readonly time: number;
  readonly order: number;
  readonly what: () => unknown;
}

/** Waits until so many seconds of the day have passed. */
export type Wait = (seconds: number) => Promise<void>;

/**
 * The day's time: the emulator's clock, which stands still while something happens and is moved to the next thing that is
 * due. So an afternoon takes seconds, and takes them in the same order on every machine.
 */
export class DayClock {
  private readonly due: Due[] = [];
  private asked = 0;

  private constructor(
    private readonly emulator: Emulator,
    /** Milliseconds since 1970. */
    public now: number,
  ) {}

  /** Begins at the same second of a minute always, so that the same happens in each minute. */
  static async of(emulator: Emulator): Promise<DayClock> {
    const clock = new DayClock(emulator, await emulator.stopClock());
    await clock.moveTo((Math.floor(clock.now / 60_000) + 1) * 60_000 + 20_000);
    return clock;
  }

  after(seconds: number, what: () => unknown): void {
    const entry = { time: this.now + Math.round(seconds * 1000), order: this.asked++, what };
    const later = this.due.findIndex(({ time }) => time > entry.time);
    this.due.splice(later < 0 ? this.due.length : later, 0, entry);
  }

  /** So many seconds past the next whole minute, and past every one after it. */
  eachMinute(secondsPast: number, what: () => unknown): void {
    const seconds = (this.now / 1000 - secondsPast) % 60;
    this.after(60 - seconds, () => {
      this.eachMinute(secondsPast, what);
      return what();
    });
  }

  /**
   * Runs `work` until it waits or ends; it goes on, at the time that it waited for, unless it is no longer `alive`.
   * Resolves when it first waits.
   */
  strand(work: (wait: Wait) => Promise<void>, alive: () => boolean = () => true): Promise<void> {
    let pause: () => void = () => undefined;
    let fail: (error: unknown) => void = () => undefined;
    const turn = () =>
      new Promise<void>((resolve, reject) => {
        pause = resolve;
        fail = reject;
      });
    const wait: Wait = (seconds) =>
      new Promise((resume) => {
        this.after(seconds, () => {
          if (!alive()) return undefined;
          const next = turn();
          resume();
          return next;
        });
        pause();
      });
    const first = turn();
    work(wait).then(
      () => pause(),
      (error: unknown) => fail(error),
    );
    return first;
  }

  /**
   * Lets happen what is due, one thing after the other, each followed by `then`, until `done` or so many seconds have
   * passed. Returns whether it was done.
   */
  async run(done: () => boolean, seconds: number, then: () => Promise<void>): Promise<boolean> {
    const limit = this.now + seconds * 1000;
    for (;;) {
      await then();
      if (done()) return true;
      const [next] = this.due;
      if (next === undefined || next.time > limit) break;
      this.due.shift();
      await this.moveTo(next.time);
      await next.what();
    }
    await this.moveTo(limit);
    return done();
  }

  private async moveTo(time: number): Promise<void> {
    if (time <= this.now) return;
    await this.emulator.advance((time - this.now) / 1000);
    this.now = time;
  }
}
