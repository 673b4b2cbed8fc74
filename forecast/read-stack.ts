import type { AlarmSettings } from "./alarm";
import type { StackSettings, Wakes } from "./design";
import type { IdleStack } from "./idle-cost";
import type { Step } from "./step-scaling";
import { configurationOf } from "../reconciler/settings";

/** A synthesized stack, `cdk.tf.json`: blocks by kind, type and name. */
export interface SynthesizedStack {
  readonly provider: { readonly aws: readonly { readonly region: string }[] };
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
}
export type Block = Readonly<Record<string, unknown>>;

/**
 * What the forecast needs to know of a stack, read from the very JSON that Terraform applies.
 *
 * @throws Error that names what the JSON lacks; it is then no stack of this project
 */
export function readStack({ provider, resource }: SynthesizedStack): StackSettings {
  const region = known(provider.aws[0]?.region, "a region");
  const group = only(resource, "aws_autoscaling_group");
  const template = only(resource, "aws_launch_template");
  const queue = named(resource, "aws_sqs_queue", "visibility_timeout_seconds", ({ name }) =>
    /video/.test(String(name)),
  );
  const policy = only(resource, "aws_autoscaling_policy");
  const alarm = named(resource, "aws_cloudwatch_metric_alarm", "its policy", ({ alarm_actions: actions }) =>
    JSON.stringify(actions ?? []).includes("aws_autoscaling_policy."),
  );
  const worker = only(resource, "aws_ecs_task_definition");
  const settings = configurationOf(reconcilerOf(resource).environment as Record<string, string>);
  const [container] = JSON.parse(String(worker.container_definitions)) as { image: string }[];
  const { instances_distribution: distribution, launch_template: launch } = group.mixed_instances_policy as {
    readonly instances_distribution: { readonly on_demand_percentage_above_base_capacity: number };
    readonly launch_template: { readonly override: readonly { readonly instance_type: string }[] };
  };
  const [{ ebs }] = template.block_device_mappings as [{ ebs: { volume_size: number } }];
  const { maxReceiveCount } = JSON.parse(String(queue.redrive_policy)) as { maxReceiveCount: number };
  return {
    stackName: settings.cluster,
    region,
    instanceType: known(launch.override[0]?.instance_type, "an instance type"),
    spot: distribution.on_demand_percentage_above_base_capacity === 0,
    fleetSize: Number(group.max_size),
    gpusPerInstance: settings.workersPerInstance * settings.gpusPerTask,
    gpusPerTask: settings.gpusPerTask,
    rootVolumeGib: ebs.volume_size,
    imageInRegion: known(container, "a container").image.includes(`.dkr.ecr.${region}.amazonaws.com`),
    visibilitySeconds: Number(queue.visibility_timeout_seconds),
    maxReceiveCount,
    stopTimeoutSeconds: Number(
      known(/ECS_CONTAINER_STOP_TIMEOUT=(\d+)s/.exec(String(template.user_data))?.[1], "a stop timeout"),
    ),
    alarm: alarmOf(alarm),
    steps: (policy.step_adjustment as readonly Block[]).map(stepOf),
    warmupSeconds: Number(policy.estimated_instance_warmup),
    waitingVideosPerInstance: settings.waitingVideosPerInstance,
    keepWarmSeconds: settings.keepWarmSeconds,
    wakes: wakesOf(Object.values(resource.aws_cloudwatch_event_rule ?? {})),
  };
}

/** When the reconciler's rules wake it. */
function wakesOf(rules: readonly Block[]): Wakes {
  const schedules = rules.flatMap(({ schedule_expression: schedule }) =>
    typeof schedule === "string" ? (/^rate\((\d+) minutes?\)$/.exec(schedule)?.[1] ?? []) : [],
  );
  const hears = (detailType: string, words: string) =>
    rules.some(({ event_pattern: pattern }) => {
      const { "detail-type": types = [], detail = {} } = JSON.parse(
        typeof pattern === "string" ? pattern : "{}",
      ) as Record<string, object>;
      return JSON.stringify(types).includes(detailType) && JSON.stringify(detail).includes(words);
    });
  return {
    everySeconds: 60 * Number(known(schedules[0], "a schedule of the reconciler")),
    onActiveInstance: hears("ECS Container Instance State Change", "ACTIVE"),
    onStoppedTask: hears("ECS Task State Change", "STOPPED"),
    onUpload: hears("Object Created", ""),
  };
}

/** What of the stack costs money while it is idle. An alarm on a sum of metrics costs as many as it reads. */
export function readIdleStack({ resource }: SynthesizedStack, functionSeconds: number): IdleStack {
  const alarms = Object.values(resource.aws_cloudwatch_metric_alarm ?? {});
  const metricsOf = ({ metric_query: queries }: Block) =>
    Array.isArray(queries) ? (queries as readonly Block[]).filter(({ metric }) => metric !== undefined).length : 1;
  return {
    alarms: alarms.reduce((sum, alarm) => sum + metricsOf(alarm), 0),
    dashboards: Object.keys(resource.aws_cloudwatch_dashboard ?? {}).length,
    functionMib: reconcilerOf(resource).memoryMib,
    functionIsArm: reconcilerOf(resource).isArm,
    functionSeconds,
  };
}

function reconcilerOf(resource: SynthesizedStack["resource"]) {
  const { environment, memory_size: memoryMib = 128, architectures } = only(resource, "aws_lambda_function");
  return {
    environment: (environment as { variables: unknown }).variables,
    memoryMib: Number(memoryMib),
    isArm: JSON.stringify(architectures ?? []).includes("arm64"),
  };
}

const alarmOf = (alarm: Block): AlarmSettings => ({
  statistic: alarm.statistic as AlarmSettings["statistic"],
  periodSeconds: Number(alarm.period),
  evaluationPeriods: Number(alarm.evaluation_periods),
  datapointsToAlarm: Number(alarm.datapoints_to_alarm ?? alarm.evaluation_periods),
  threshold: Number(alarm.threshold),
  comparison: alarm.comparison_operator as AlarmSettings["comparison"],
  missingData: alarm.treat_missing_data as AlarmSettings["missingData"],
});

const stepOf = (step: Block): Step => ({
  lower: Number(step.metric_interval_lower_bound),
  ...(step.metric_interval_upper_bound === undefined ? {} : { upper: Number(step.metric_interval_upper_bound) }),
  change: Number(step.scaling_adjustment),
});

export const only = (resource: SynthesizedStack["resource"], type: string): Block =>
  named(resource, type, "one", () => true);

function named(
  resource: SynthesizedStack["resource"],
  type: string,
  what: string,
  is: (block: Block) => boolean,
): Block {
  const found = Object.values(resource[type] ?? {}).filter(is);
  if (found.length !== 1) throw new Error(`The stack's JSON has ${found.length} ${type} (${what}), not one.`);
  return known(found[0], type);
}

export function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`The stack's JSON lacks ${what}.`);
  return value;
}
