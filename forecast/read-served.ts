import { GPU_INSTANCE_TYPES } from "../models/format/gpu-instance-types";
import { type Block, known, only, type SynthesizedStack } from "./read-stack";
import type { CostedService } from "./served-cost";

/**
 * What a served model's cost depends on, read from the very JSON that Terraform applies.
 *
 * @throws Error that names what the JSON lacks; it is then no stack of this project
 */
export function readServed({ provider, resource }: SynthesizedStack): CostedService {
  const policies = Object.values(resource.aws_appautoscaling_policy ?? {});
  const scalesByRequests = JSON.stringify(policies).includes("ALBRequestCountPerTarget");
  return {
    region: known(provider.aws[0]?.region, "a region"),
    network: { kind: resource.aws_vpc ? "own" : "existing" },
    serve: {
      internal: only(resource, "aws_lb").internal === true,
      minTasks: Number(only(resource, "aws_appautoscaling_target").min_capacity),
      // How many does not matter to what it costs.
      ...(scalesByRequests && { requestsPerTarget: 1 }),
    },
    compute: computeOf(resource),
  };
}

function computeOf(resource: SynthesizedStack["resource"]): CostedService["compute"] {
  const { cpu, memory, container_definitions: containers } = only(resource, "aws_ecs_task_definition");
  if (!resource.aws_autoscaling_group) return { kind: "fargate", cpuUnits: Number(cpu), memoryMib: Number(memory) };
  const policy = only(resource, "aws_autoscaling_group").mixed_instances_policy as {
    readonly launch_template: { readonly override: readonly { readonly instance_type: string }[] };
  };
  const [{ ebs }] = only(resource, "aws_launch_template").block_device_mappings as [{ ebs: { volume_size: number } }];
  const [container] = JSON.parse(String(containers)) as [{ resourceRequirements: readonly Block[] }];
  const gpusPerTask = Number(container.resourceRequirements[0]?.value);
  const names = policy.launch_template.override.map((one) => one.instance_type);
  const tasks = names.map((name) =>
    Math.floor(known(GPU_INSTANCE_TYPES.get(name), `the type ${name}`).gpus / gpusPerTask),
  );
  const fleet = {
    instanceTypes: names.map((name) => ({ name })),
    rootVolumeGib: ebs.volume_size,
    workersPerInstance: Math.min(...tasks),
  };
  return { kind: "gpu", fleet };
}
