import type { Clock } from "./clock";

/**
 * `ApproximateNumberOfMessagesVisible` as CloudWatch has it: one datapoint a minute, some seconds late, and none from a
 * queue that nothing touched for six hours, which after the next touch takes up to 15 minutes to wake
 * ("Monitoring Amazon SQS queues using CloudWatch").
 */
export class Metric {
  private readonly points: { readonly at: number; readonly availableAt: number; readonly value: number }[] = [];
  private wakesAt: number;

  /**
   * @param awake whether zeros were published for the hours before the trace.
   * @param publishSeconds from a datapoint's time to the moment when an alarm can see it.
   * @param wakeSeconds from the first touch of a sleeping queue to its next datapoint.
   */
  constructor(
    private readonly clock: Clock,
    private readonly queue: { readonly visible: number; readonly touchedAt: number; readonly isWorkedOff: boolean },
    private readonly timing: { readonly publishSeconds: number; readonly wakeSeconds: number; readonly phase: number },
    private readonly awake: boolean,
  ) {
    this.wakesAt = awake ? -Infinity : Infinity;
    clock.every(60, clock.start + timing.phase, () => this.sample());
  }

  /** Mean or maximum of the datapoints in (end − seconds, end] that are there by now; undefined when there are none. */
  over(end: number, seconds: number, statistic: "Average" | "Maximum"): number | undefined {
    let count = 0;
    let sum = 0;
    let most = -Infinity;
    for (let index = this.points.length - 1; index >= 0; index--) {
      const point = this.points[index];
      if (point === undefined || point.at <= end - seconds) break;
      if (point.at > end || point.availableAt > this.clock.now) continue;
      count++;
      sum += point.value;
      most = Math.max(most, point.value);
    }
    const newestBefore = this.clock.start + this.timing.phase - 60;
    const before = this.awake ? Math.max(0, Math.ceil((newestBefore - (end - seconds)) / 60)) : 0;
    if (count + before === 0) return undefined;
    return statistic === "Average" ? sum / (count + before) : Math.max(most, 0);
  }

  private sample(): void {
    const now = this.clock.now;
    const untouched = now - Math.max(this.queue.touchedAt, this.awake ? this.clock.start : -Infinity);
    if (untouched > 6 * 3600 && this.queue.isWorkedOff) this.wakesAt = Infinity;
    else if (this.wakesAt === Infinity) this.wakesAt = now + this.timing.wakeSeconds;
    if (this.wakesAt > now) return;
    this.points.push({ at: now, availableAt: now + this.timing.publishSeconds, value: this.queue.visible });
  }
}
