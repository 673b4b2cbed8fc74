import { DescribeAlarmsCommand, SetAlarmStateCommand, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { type AlarmSettings, nextState, periodsBeyondEvaluation } from "../../../forecast/alarm";
import type { DayClock } from "../clock";
import type { Api } from "./api";
import { evaluate } from "./metric-math";
import { type MetricName, type Metrics, metricName, type Statistic } from "./metrics";

/** What an alarm does each minute while it rings. `entered`: it has just begun to. */
export type ActOn = (actionArn: string, alarm: MetricAlarm, value: number, entered: boolean) => Promise<void>;

/** CloudWatch's alarms, evaluated each minute as they are deployed at that time. */
export class Alarms {
  /** When an alarm rang and when it stopped, by name. */
  readonly rang = new Map<string, { readonly from: number; to?: number }[]>();
  /** Metrics that an alarm watches and of which it never saw a datapoint. */
  readonly silent = new Map<string, MetricName>();
  private readonly began: number;

  constructor(
    private readonly api: Api,
    private readonly clock: DayClock,
    private readonly metrics: Metrics,
    private readonly act: ActOn,
  ) {
    this.began = clock.now;
  }

  async evaluate(): Promise<void> {
    const { MetricAlarms = [] } = await this.api.cloudWatch.send(new DescribeAlarmsCommand({ MaxRecords: 100 }));
    for (const alarm of MetricAlarms) await this.evaluateOne(alarm);
  }

  private async evaluateOne(alarm: MetricAlarm): Promise<void> {
    const name = alarm.AlarmName ?? "";
    this.noteSilence(name, alarm);
    const settings = settingsOf(alarm);
    const end = Math.floor(this.clock.now / 60_000) * 60_000;
    // Of what was before the day nobody knows anything; that must not count as silence.
    const window = settings.evaluationPeriods * settings.periodSeconds * 1000;
    if (settings.missingData === "breaching" && end - window < this.began) return;
    const values: (number | undefined)[] = [];
    for (let period = 0; period < settings.evaluationPeriods + periodsBeyondEvaluation; period++)
      values.push(this.valueOf(alarm, end - period * settings.periodSeconds * 1000, settings.periodSeconds));
    const before = alarm.StateValue ?? "INSUFFICIENT_DATA";
    const state = nextState(settings, before, values);
    if (state !== before) await this.enter(name, state);
    const acts = alarm.ActionsEnabled ?? true;
    if (state !== "ALARM" || !acts) return;
    const newest = values.find((value) => value !== undefined) ?? 0;
    for (const action of alarm.AlarmActions ?? []) await this.act(action, alarm, newest, state !== before);
  }

  private async enter(name: string, state: "OK" | "ALARM" | "INSUFFICIENT_DATA"): Promise<void> {
    const change = { AlarmName: name, StateValue: state, StateReason: "evaluated" };
    await this.api.cloudWatch.send(new SetAlarmStateCommand(change));
    const rings = this.rang.get(name) ?? [];
    this.rang.set(name, rings);
    const last = rings.at(-1);
    if (state === "ALARM") rings.push({ from: this.clock.now });
    else if (last !== undefined) last.to ??= this.clock.now;
  }

  private valueOf(alarm: MetricAlarm, end: number, seconds: number): number | undefined {
    const over = (metric: MetricName, statistic = "Average") =>
      this.metrics.over(metric, end - seconds * 1000, end, statistic as Statistic);
    const { Namespace = "", MetricName = "", Dimensions = [], Metrics: queries = [] } = alarm;
    if (queries.length === 0) return over(metricName(Namespace, MetricName, Dimensions), alarm.Statistic);
    const values = Object.fromEntries(
      queries.flatMap(({ Id = "", MetricStat: stat }) =>
        stat?.Metric === undefined ? [] : [[Id, over(nameOf(stat.Metric), stat.Stat)]],
      ),
    );
    const expression = queries.find(({ ReturnData }) => ReturnData !== false)?.Expression ?? "";
    return evaluate(expression, values);
  }

  private noteSilence(alarmName: string, alarm: MetricAlarm): void {
    const { Namespace = "", MetricName = "", Dimensions = [], Metrics: queries = [] } = alarm;
    const watched =
      queries.length === 0
        ? [metricName(Namespace, MetricName, Dimensions)]
        : queries.flatMap(({ MetricStat }) => (MetricStat?.Metric ? nameOf(MetricStat.Metric) : []));
    const silent = watched.find((metric) => !this.metrics.has(metric));
    if (silent === undefined) this.silent.delete(alarmName);
    else this.silent.set(alarmName, silent);
  }
}

const nameOf = (metric: NonNullable<NonNullable<MetricAlarm["Metrics"]>[number]["MetricStat"]>["Metric"]): MetricName =>
  metricName(metric?.Namespace ?? "", metric?.MetricName ?? "", metric?.Dimensions ?? []);

/** An expression's period is its metrics' own. */
function settingsOf(alarm: MetricAlarm): AlarmSettings {
  const [inner] = (alarm.Metrics ?? []).flatMap(({ MetricStat }) => MetricStat?.Period ?? []);
  const evaluationPeriods = alarm.EvaluationPeriods ?? 1;
  return {
    statistic: "Maximum",
    periodSeconds: alarm.Period ?? inner ?? 60,
    evaluationPeriods,
    datapointsToAlarm: alarm.DatapointsToAlarm ?? evaluationPeriods,
    threshold: alarm.Threshold ?? 0,
    comparison: alarm.ComparisonOperator as AlarmSettings["comparison"],
    missingData: (alarm.TreatMissingData ?? "missing") as AlarmSettings["missingData"],
  };
}
