import type { DayClock } from "../clock";
import type { Journal } from "../journal";
import type { Api } from "./api";
import { matches } from "./event-pattern";

interface Rule {
  readonly Name: string;
  readonly Arn: string;
  readonly State: string;
  readonly EventPattern?: string;
  readonly ScheduleExpression?: string;
}

/** An event as EventBridge hands it on. */
export interface Event {
  readonly source: string;
  readonly "detail-type": string;
  readonly detail: object;
}

/** Invokes a function for a rule; says to the journal what AWS would not do. */
export type InvokeFor = (functionArn: string, event: object, rule: Rule) => Promise<void>;

const secondsOf: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

/** EventBridge: schedules and patterns of the deployed rules, and what their targets are told. */
export class Rules {
  /** Rules that have matched something, by name. */
  readonly fired = new Set<string>();
  private known: Promise<readonly Rule[]> | undefined;
  private targets: Record<string, Promise<{ Targets: { Arn: string }[] }>> = {};
  private minutes = 0;

  constructor(
    private readonly api: Api,
    private readonly clock: DayClock,
    private readonly journal: Journal,
    private readonly place: { readonly region: string; readonly account: string },
    private readonly invoke: InvokeFor,
  ) {}

  /** Somebody has changed a rule. */
  forget(): void {
    this.known = undefined;
    this.targets = {};
  }

  async all(): Promise<readonly Rule[]> {
    this.known ??= this.api.events<{ Rules: Rule[] }>("ListRules", {}).then(({ Rules }) => Rules);
    return (await this.known).filter(({ State }) => State === "ENABLED");
  }

  /** Fires the schedules that are due in this minute of the day. */
  async tick(): Promise<void> {
    this.minutes++;
    for (const rule of await this.all()) {
      const every = rule.ScheduleExpression === undefined ? undefined : everySeconds(rule.ScheduleExpression);
      if (every !== undefined && (this.minutes * 60) % every === 0)
        await this.fire(rule, { source: "aws.events", "detail-type": "Scheduled Event", detail: {} });
    }
  }

  /** Something has happened; the rules that match it fire so many seconds later. */
  publish(event: Event, seconds: number): void {
    this.clock.after(seconds, async () => {
      for (const rule of await this.all())
        if (rule.EventPattern !== undefined && matches(JSON.parse(rule.EventPattern) as object, event))
          await this.fire(rule, event);
    });
  }

  private async fire(rule: Rule, event: Event): Promise<void> {
    this.fired.add(rule.Name);
    this.targets[rule.Name] ??= this.api.events<{ Targets: { Arn: string }[] }>("ListTargetsByRule", {
      Rule: rule.Name,
    });
    const { Targets = [] } = (await this.targets[rule.Name]) ?? {};
    if (Targets.length === 0) this.journal.trouble(`the rule ${rule.Name} has no target`);
    const { region, account } = this.place;
    const whole = { ...event, region, account, time: new Date(this.clock.now).toISOString() };
    for (const { Arn } of Targets) {
      if (Arn.includes(":function:")) await this.invoke(Arn, whole, rule);
      else this.journal.trouble(`the target ${Arn} of the rule ${rule.Name} is of a kind that is not played here`);
    }
  }
}

function everySeconds(expression: string): number {
  const [, count = "", unit = ""] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const seconds = secondsOf[unit];
  if (seconds === undefined) throw new Error(`the schedule ${expression} is not known here`);
  return Number(count) * seconds;
}
