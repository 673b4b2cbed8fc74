import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Construct } from "constructs";
import type { ServeSpec } from "../../models/format/spec";
import type { Balancer } from "./balancer";
import type { Names } from "../names";
import type { Service } from "./service";

export interface ServiceScalingProps {
  readonly serve: ServeSpec;
  readonly names: Names;
  readonly service: Service;
  readonly balancer: Balancer;
}

/**
 * How many tasks run: enough for the requests and for the CPU, whichever asks for more. Tasks leave only when neither needs
 * them ("Target tracking scaling policies", Multiple target tracking policies).
 */
export class ServiceScaling extends Construct {
  constructor(scope: Construct, id: string, props: ServiceScalingProps) {
    super(scope, id);
    const { serve, names, service, balancer } = props;
    const target = new AppautoscalingTarget(this, "Default", {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/${names.cluster}/${service.service.name}`,
      minCapacity: serve.minTasks,
      maxCapacity: serve.maxTasks,
    });
    const policy = (id: string, metric: string, resourceLabel: string | undefined, targetValue: number) =>
      new AppautoscalingPolicy(this, id, {
        name: `${names.service}-${id}`,
        policyType: "TargetTrackingScaling",
        serviceNamespace: target.serviceNamespace,
        scalableDimension: target.scalableDimension,
        resourceId: target.resourceId,
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: metric, resourceLabel },
          targetValue,
          scaleOutCooldown: 60,
          scaleInCooldown: 300,
        },
      });
    policy("cpu", "ECSServiceAverageCPUUtilization", undefined, serve.cpuPercent);
    if (serve.requestsPerTarget === undefined) return;
    const label = `${balancer.balancer.arnSuffix}/${balancer.targetGroup.arnSuffix}`;
    policy("requests", "ALBRequestCountPerTarget", label, serve.requestsPerTarget);
  }
}
