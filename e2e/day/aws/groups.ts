import {
  DescribeAutoScalingGroupsCommand,
  DescribePoliciesCommand,
  SetDesiredCapacityCommand,
  type AutoScalingGroup,
} from "@aws-sdk/client-auto-scaling";
import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { desiredAfterScaleOut, stepChange } from "../../../forecast/step-scaling";
import type { DayClock } from "../clock";
import type { Journal } from "../journal";
import type { Api } from "./api";
import type { Metrics } from "./metrics";

/** EC2 Auto Scaling: step scaling policies and the groups' metrics. The emulator's groups launch and end by themselves. */
export class Groups {
  constructor(
    private readonly api: Api,
    private readonly clock: DayClock,
    private readonly metrics: Metrics,
    private readonly journal: Journal,
    /** When an instance was seen first. */
    private readonly launchedAt: (instanceId: string) => number | undefined,
  ) {}

  async all(): Promise<readonly AutoScalingGroup[]> {
    const { AutoScalingGroups = [] } = await this.api.autoScaling.send(new DescribeAutoScalingGroupsCommand({}));
    return AutoScalingGroups;
  }

  /** An alarm calls a policy; false: there is none of this ARN. Repeated each minute while the alarm rings. */
  async scale(policyArn: string, alarm: MetricAlarm, value: number): Promise<boolean> {
    const { ScalingPolicies = [] } = await this.api.autoScaling.send(new DescribePoliciesCommand({}));
    const policy = ScalingPolicies.find(({ PolicyARN }) => PolicyARN === policyArn);
    if (policy === undefined) return false;
    if (policy.PolicyType !== "StepScaling" || policy.AdjustmentType !== "ChangeInCapacity")
      throw new Error(`${policyArn}: only step scaling by ChangeInCapacity is played here`);
    const group = (await this.all()).find((one) => one.AutoScalingGroupName === policy.AutoScalingGroupName);
    if (group === undefined || isSuspended(group, "AlarmNotification")) return true;
    const steps = (policy.StepAdjustments ?? []).map((step) => ({
      ...(step.MetricIntervalLowerBound !== undefined && { lower: step.MetricIntervalLowerBound }),
      ...(step.MetricIntervalUpperBound !== undefined && { upper: step.MetricIntervalUpperBound }),
      change: step.ScalingAdjustment ?? 0,
    }));
    const change = stepChange(steps, value - (alarm.Threshold ?? 0), "above");
    const { DesiredCapacity: desired = 0, MaxSize: max = 0, Instances = [] } = group;
    const warm = Instances.filter(({ InstanceId = "" }) => {
      const launched = this.launchedAt(InstanceId) ?? this.clock.now;
      return this.clock.now - launched >= (policy.EstimatedInstanceWarmup ?? 0) * 1000;
    });
    const wanted = desiredAfterScaleOut(desired, warm.length, change, max);
    if (wanted === desired) return true;
    this.journal.note(`${alarm.AlarmName} orders ${wanted} instances of ${group.AutoScalingGroupName}`);
    await this.api.autoScaling.send(
      new SetDesiredCapacityCommand({ AutoScalingGroupName: group.AutoScalingGroupName, DesiredCapacity: wanted }),
    );
    return true;
  }

  /** The metrics that a group has enabled, of the minute that has just ended. */
  async publish(minute: number): Promise<void> {
    for (const {
      AutoScalingGroupName = "",
      DesiredCapacity = 0,
      Instances = [],
      EnabledMetrics = [],
    } of await this.all()) {
      const inService = Instances.filter(({ LifecycleState }) => LifecycleState === "InService").length;
      const known: Readonly<Record<string, number>> = {
        GroupDesiredCapacity: DesiredCapacity,
        GroupInServiceInstances: inService,
        GroupPendingInstances: Instances.length - inService,
        GroupTotalInstances: Instances.length,
      };
      const values = Object.fromEntries(
        EnabledMetrics.flatMap(({ Metric = "" }) => (Metric in known ? [[Metric, known[Metric] ?? 0]] : [])),
      );
      if (Object.keys(values).length > 0)
        await this.metrics.publish("AWS/AutoScaling", { AutoScalingGroupName }, values, minute);
    }
  }
}

const isSuspended = ({ SuspendedProcesses = [] }: AutoScalingGroup, name: string): boolean =>
  SuspendedProcesses.some(({ ProcessName }) => ProcessName === name);
