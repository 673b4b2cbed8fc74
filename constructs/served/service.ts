import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { imageReference } from "../../models/format/image-reference";
import type { ServedSpec } from "../../models/format/spec";
import type { Balancer } from "./balancer";
import { ExecutionRole } from "../worker/execution-role";
import type { Names } from "../names";
import type { Place } from "../place";
import { ServedTaskRole } from "./served-task-role";
import type { TaskCompute } from "./task-compute";

export interface ServiceProps {
  readonly spec: ServedSpec;
  readonly names: Names;
  readonly place: Place;
  readonly cluster: EcsCluster;
  readonly compute: TaskCompute;
  readonly balancer: Balancer;
  /** What must be there before a task can be placed. */
  readonly waitsFor: readonly ITerraformDependable[];
}

/**
 * The ECS service: the user's container behind the load balancer, between MinTasks and MaxTasks times.
 *
 * A deployment starts new tasks beside the old ones and stops these only as new ones become healthy. If they do not, it is
 * rolled back by itself ("How the Amazon ECS deployment circuit breaker detects failures").
 */
export class Service extends Construct {
  readonly service: EcsService;
  readonly logGroup: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const { spec, names, place, compute } = props;
    const { serve } = spec;
    this.logGroup = new CloudwatchLogGroup(this, "log", {
      name: names.logGroup,
      retentionInDays: spec.logRetentionDays,
    });
    const executionRole = new ExecutionRole(this, "execution-role", { names, place, spec });
    const taskRole = new ServedTaskRole(this, "task-role", {
      modelLocation: spec.modelLocation,
      exec: spec.exec,
      names,
      place,
    });
    const taskDefinition = new EcsTaskDefinition(this, "task-definition", {
      family: spec.taskFamily,
      ...compute.taskDefinition,
      executionRoleArn: executionRole.role.arn,
      taskRoleArn: taskRole.role.arn,
      containerDefinitions: JSON.stringify([
        { ...containerOf(spec, names, place.accountId, compute.hostPort), ...compute.container },
      ]),
      dependsOn: [this.logGroup],
    });
    this.service = new EcsService(this, "Default", {
      name: names.service,
      cluster: props.cluster.arn,
      taskDefinition: taskDefinition.arn,
      ...compute.service,
      loadBalancer: [
        {
          targetGroupArn: props.balancer.targetGroup.arn,
          containerName: spec.stackName,
          containerPort: serve.port,
        },
      ],
      // From here on scaling decides; a plan never changes how many tasks run.
      desiredCount: serve.minTasks,
      lifecycle: { ignoreChanges: ["desired_count"] },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      healthCheckGracePeriodSeconds: serve.gracePeriodSeconds,
      // After a zone has failed, tasks are spread again, new ones first ("Balancing an Amazon ECS service across Availability Zones").
      availabilityZoneRebalancing: "ENABLED",
      enableExecuteCommand: spec.exec,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      // ECS refuses a target group that no listener forwards to, and a task needs its roles' permissions to start.
      dependsOn: [props.balancer.listener, executionRole.permissions, ...props.waitsFor],
    });
  }
}

function containerOf(spec: ServedSpec, names: Names, accountId: string, hostPort: number) {
  const variables = { AWS_REGION: spec.region, PORT: String(spec.serve.port), ...spec.environment };
  return {
    name: spec.stackName,
    image: imageReference(spec, accountId),
    essential: true,
    portMappings: [{ containerPort: spec.serve.port, hostPort, protocol: "tcp" }],
    // None: the image's own. An empty list would show as a change in every plan.
    ...(spec.command.length > 0 && { command: spec.command }),
    // As in a worker: an init process buries what ECS Exec's agent leaves.
    ...(spec.exec && { linuxParameters: { initProcessEnabled: true } }),
    environment: Object.entries(variables).map(([name, value]) => ({ name, value })),
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": names.logGroup,
        "awslogs-region": spec.region,
        "awslogs-stream-prefix": "task",
      },
    },
  };
}
