import type { Day } from "./day";

/** What there was at one moment. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Messages by queue. */
  readonly queues: ReadonlyMap<string, { readonly visible: number; readonly notVisible: number }>;
  readonly instances: number;
  /** Running containers. */
  readonly workers: number;
}

/** A day as moments, one for each change. */
export class Timeline {
  readonly moments: Moment[] = [];

  remember({ clock, queues, fleet }: Day): void {
    const moment = {
      at: clock.now,
      queues: new Map(queues.counts),
      instances: fleet.present.length,
      workers: fleet.tasks.filter(({ isRunning }) => isRunning).length,
    };
    if (this.moments.at(-1)?.at === moment.at) this.moments.pop();
    this.moments.push(moment);
  }
}
