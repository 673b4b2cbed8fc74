import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Construct } from "constructs";
import { imageReference } from "../../models/format/image-reference";
import type { ModelSpec } from "../../models/format/spec";
import type { Buckets } from "../queues/buckets";
import { workerVariables } from "./environment";
import { ExecutionRole } from "./execution-role";
import { gpuConstraints, gpuRequirements } from "../fleet/gpu-placement";
import type { Names } from "../names";
import type { Place } from "../place";
import { TaskRole } from "./task-role";

export interface WorkerProps {
  readonly spec: ModelSpec;
  readonly names: Names;
  readonly place: Place;
  readonly buckets: Buckets;
}

/**
 * The worker: the user's container with a GPU, its roles and its log. There is no ECS service; a worker is started for
 * work and exits when the queue is empty.
 */
export class Worker extends Construct {
  readonly taskDefinition: EcsTaskDefinition;
  readonly logGroup: CloudwatchLogGroup;
  readonly taskRole: TaskRole;
  readonly executionRole: ExecutionRole;

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id);
    const { spec, names, place, buckets } = props;
    this.logGroup = new CloudwatchLogGroup(this, "log", {
      name: names.logGroup,
      retentionInDays: spec.logRetentionDays,
    });
    this.executionRole = new ExecutionRole(this, "execution-role", { names, place, spec });
    this.taskRole = new TaskRole(this, "task-role", { spec, names, place, buckets });

    this.taskDefinition = new EcsTaskDefinition(this, "task-definition", {
      family: spec.taskFamily,
      requiresCompatibilities: ["EC2"],
      networkMode: "bridge",
      executionRoleArn: this.executionRole.role.arn,
      taskRoleArn: this.taskRole.role.arn,
      placementConstraints: gpuConstraints(spec),
      containerDefinitions: JSON.stringify([
        {
          name: spec.stackName,
          image: imageReference(spec, place.accountId),
          essential: true,
          memoryReservation: spec.memoryReservationMib,
          resourceRequirements: gpuRequirements(spec),
          // None: the image's own. An empty list would show as a change in every plan.
          ...(spec.command.length > 0 && { command: spec.command }),
          // ECS Exec starts its agent beside the worker, and nobody but an init process would bury what that leaves.
          ...(spec.debug?.exec && { linuxParameters: { initProcessEnabled: true } }),
          environment: workerVariables(spec, names, buckets),
          logConfiguration: {
            logDriver: "awslogs",
            options: {
              "awslogs-group": names.logGroup,
              "awslogs-region": spec.region,
              "awslogs-stream-prefix": "task",
            },
          },
        },
      ]),
      dependsOn: [this.logGroup],
    });
  }
}
