import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import type { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import type { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Token } from "cdktf";
import { Construct } from "constructs";
import type { FleetSpec, StackSpec } from "../../models/format/spec";
import { Capacity } from "./capacity";
import { InstanceRole } from "./instance-role";
import { InstanceTemplate } from "./instance-template";
import type { Names } from "../names";
import type { Network } from "../network/network";
import type { Pause } from "./pause";
import type { Place } from "../place";

export interface FleetProps {
  readonly spec: StackSpec & FleetSpec;
  readonly names: Names;
  readonly place: Place;
  readonly network: Network;
  readonly cluster: EcsCluster;
  /** Who decides how many run: the reconciler, unless the stack is paused, or ECS, by the tasks of a service. */
  readonly scaling: { readonly by: "reconciler"; readonly pause: Pause } | { readonly by: "ECS" };
  /** Seconds that a task has to end after SIGTERM. */
  readonly stopTimeoutSeconds: number;
  /** Tags of each instance and its volume, which a provider's default tags do not reach. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The Auto Scaling group: 0 to FleetSize GPU instances.
 *
 * AWS owns its desired capacity; nothing here names it, so no plan ever changes a running fleet's size. Every way in
 * which the group could end an instance by itself is closed: instances are protected from scale-in, and AZRebalance,
 * which ends busy instances to balance zones, is suspended. A new launch template reaches new instances only.
 */
export class Fleet extends Construct {
  readonly group: AutoscalingGroup;
  readonly template: LaunchTemplate;
  readonly capacity: Capacity;

  constructor(scope: Construct, id: string, props: FleetProps) {
    super(scope, id);
    const { spec, names, place, network, cluster, scaling, tags } = props;
    const role = new InstanceRole(this, "role", { spec, names, place });
    this.template = new InstanceTemplate(this, "template", {
      spec,
      names,
      role,
      securityGroupId: network.securityGroup.id,
      stopTimeoutSeconds: props.stopTimeoutSeconds,
      tags,
    }).template;
    this.group = new AutoscalingGroup(this, "Default", {
      name: names.group,
      minSize: 0,
      // Not ignored: the client's shutdown leaves six here, or 0 when it is interrupted, and a plan must show it.
      maxSize: spec.fleetSize,
      vpcZoneIdentifier: network.subnetIds,
      protectFromScaleIn: true,
      suspendedProcesses: scaling.by === "reconciler" ? suspended(scaling.pause) : ["AZRebalance"],
      // It would replace Spot instances that still work, as soon as AWS sees a raised risk for them.
      capacityRebalance: false,
      // One shape for every fleet, also for one type on demand: a second type is then a small change in a plan.
      mixedInstancesPolicy: {
        instancesDistribution: {
          onDemandBaseCapacity: 0,
          onDemandPercentageAboveBaseCapacity: spec.spot ? 0 : 100,
          onDemandAllocationStrategy: "prioritized",
          // Fewest interruptions first, then the order of InstanceTypes ("Allocation strategies for multiple instance types").
          spotAllocationStrategy: "capacity-optimized-prioritized",
        },
        launchTemplate: {
          launchTemplateSpecification: {
            launchTemplateId: this.template.id,
            version: `\${${this.template.fqn}.latest_version}`,
          },
          override: spec.instanceTypes.map((type) => ({ instanceType: type.name })),
        },
      },
      // A deploy makes the group, not the instances: there is nothing to wait for.
      waitForCapacityTimeout: "0",
      // Without it a destroy waits for ever for protected instances (terraform-provider-aws #18849).
      forceDelete: true,
      timeouts: { delete: "30m" },
      metricsGranularity: "1Minute",
      enabledMetrics: [
        "GroupDesiredCapacity",
        "GroupInServiceInstances",
        "GroupPendingInstances",
        "GroupTotalInstances",
      ],
      tag: [
        ...Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
        // ECS adds this tag to a capacity provider's group; unnamed here, every plan would take it away again
        // (terraform-provider-aws #12582).
        { key: "AmazonECSManaged", value: "true", propagateAtLaunch: true },
      ],
      // An instance that boots finds its cluster and may join it.
      dependsOn: [cluster, role.permissions],
    });
    this.capacity = new Capacity(this, "capacity", {
      names,
      cluster,
      groupArn: this.group.arn,
      ...(scaling.by === "ECS" && { managedUpTo: spec.fleetSize }),
    });
  }
}

/** While the stack is paused the alarm orders nothing: the reconciler sees to it, and a plan expects it. */
const suspended = ({ isPaused }: Pause): string[] =>
  Token.asList(`\${${isPaused} ? ["AZRebalance", "AlarmNotification"] : ["AZRebalance"]}`);
