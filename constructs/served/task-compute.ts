import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";
import type { EcsTaskDefinitionConfig } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { FargateSpec, GpuTasksSpec } from "../../models/format/spec";
import type { BalancerSubnets } from "./balancer-subnets";
import { gpuConstraints, gpuRequirements } from "../fleet/gpu-placement";
import type { Network } from "../network/network";

/** What a service's tasks run on, said in the three places where ECS wants it. */
export interface TaskCompute {
  readonly taskDefinition: Pick<EcsTaskDefinitionConfig, "requiresCompatibilities" | "networkMode"> &
    Partial<EcsTaskDefinitionConfig>;
  /** Of the container definition. */
  readonly container: object;
  /** Port on the host that the container's port is mapped to; 0: any that is free. */
  readonly hostPort: number;
  readonly service: Partial<EcsServiceConfig>;
}

/** Each task has a network interface of its own, in the subnets of the stack. */
export function onFargate(
  compute: FargateSpec,
  port: number,
  network: Network,
  { publicTasks }: BalancerSubnets,
): TaskCompute {
  return {
    taskDefinition: {
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(compute.cpuUnits),
      memory: String(compute.memoryMib),
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "X86_64" },
    },
    container: {},
    hostPort: port,
    service: {
      launchType: "FARGATE",
      networkConfiguration: {
        subnets: network.subnetIds,
        securityGroups: [network.securityGroup.id],
        assignPublicIp: publicTasks,
      },
    },
  };
}

/** Ports that Docker gives to containers on a host ("PortMapping", hostPort: the ephemeral port range). */
export const dynamicPorts = { from: 32768, to: 65535 } as const;

/**
 * Tasks share the network of their instance, each on a port that is free. With a network interface of its own, a task on EC2
 * could have no public address ("Allocate a network interface for an Amazon ECS task") and would need a NAT gateway.
 */
export function onFleet({ fleet, cpuUnits }: GpuTasksSpec, capacityProvider: string): TaskCompute {
  return {
    taskDefinition: {
      requiresCompatibilities: ["EC2"],
      networkMode: "bridge",
      placementConstraints: gpuConstraints(fleet),
    },
    container: {
      // CPU utilization is counted of what is reserved ("Amazon ECS service utilization metrics").
      cpu: cpuUnits,
      memoryReservation: fleet.memoryReservationMib,
      resourceRequirements: gpuRequirements(fleet),
    },
    hostPort: 0,
    service: {
      capacityProviderStrategy: [{ capacityProvider, weight: 1 }],
      // A zone that fails takes no more tasks than it must; within a zone, instances are filled.
      orderedPlacementStrategy: [
        { type: "spread", field: "attribute:ecs.availability-zone" },
        { type: "binpack", field: "memory" },
      ],
    },
  };
}
