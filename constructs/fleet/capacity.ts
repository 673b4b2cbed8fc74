import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import type { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { Construct } from "constructs";
import type { Names } from "../names";

export interface CapacityProps {
  readonly names: Names;
  readonly cluster: EcsCluster;
  /** ARN of the fleet's Auto Scaling group. */
  readonly groupArn: string;
  /** The most instances of the group, where ECS is to decide how many run; by default it manages nothing. */
  readonly managedUpTo?: number;
}

/**
 * The capacity provider that ties the group to the cluster.
 *
 * For a queue's model it manages nothing: managed scaling waits 15 minutes before it shrinks, and managed draining's
 * lifecycle hook can hold an empty instance for an hour (aws/containers-roadmap #2685). It is there for the client, whose
 * shutdown finds the fleet through it.
 *
 * For a service it manages all: as many instances as its tasks need, an instance with a task never ended by scaling, and
 * tasks moved elsewhere before an instance goes ("Automatically manage Amazon ECS capacity with cluster auto scaling").
 */
export class Capacity extends Construct {
  readonly provider: EcsCapacityProvider;
  /** What a service must wait for that names the provider. */
  readonly association: EcsClusterCapacityProviders;

  constructor(scope: Construct, id: string, props: CapacityProps) {
    super(scope, id);
    this.provider = new EcsCapacityProvider(this, "Default", {
      name: props.names.capacityProvider,
      autoScalingGroupProvider: {
        autoScalingGroupArn: props.groupArn,
        ...management(props.managedUpTo),
      },
      // In a new account ECS's service-linked role appears with the first cluster (terraform-provider-aws #19977).
      dependsOn: [props.cluster],
    });
    this.association = new EcsClusterCapacityProviders(this, "association", {
      clusterName: props.cluster.name,
      capacityProviders: [this.provider.name],
    });
  }
}

function management(managedUpTo: number | undefined) {
  const state = managedUpTo === undefined ? "DISABLED" : "ENABLED";
  const steps = {
    // All instances work; one that boots takes tasks after about five minutes.
    targetCapacity: 100,
    instanceWarmupPeriod: 300,
    minimumScalingStepSize: 1,
    maximumScalingStepSize: managedUpTo,
  };
  return {
    managedTerminationProtection: state,
    managedDraining: state,
    managedScaling: { status: state, ...(managedUpTo !== undefined && steps) },
  };
}
