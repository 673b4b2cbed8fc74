import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import type { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { Construct } from "constructs";
import type { Names } from "./names";

export interface CapacityProps {
  readonly names: Names;
  readonly cluster: EcsCluster;
  /** ARN of the fleet's Auto Scaling group. */
  readonly groupArn: string;
}

/**
 * The capacity provider that ties the group to the cluster. It manages nothing: managed scaling waits 15 minutes before
 * it shrinks, and managed draining's lifecycle hook can hold an empty instance for an hour (aws/containers-roadmap
 * #2685). It is there for the client, whose shutdown finds the fleet through it.
 */
export class Capacity extends Construct {
  readonly provider: EcsCapacityProvider;

  constructor(scope: Construct, id: string, props: CapacityProps) {
    super(scope, id);
    this.provider = new EcsCapacityProvider(this, "Default", {
      name: props.names.capacityProvider,
      autoScalingGroupProvider: {
        autoScalingGroupArn: props.groupArn,
        managedTerminationProtection: "DISABLED",
        managedDraining: "DISABLED",
        managedScaling: { status: "DISABLED" },
      },
      // In a new account ECS's service-linked role appears with the first cluster (terraform-provider-aws #19977).
      dependsOn: [props.cluster],
    });
    new EcsClusterCapacityProviders(this, "association", {
      clusterName: props.cluster.name,
      capacityProviders: [this.provider.name],
    });
  }
}
