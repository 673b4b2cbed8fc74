import type { FleetSpec } from "../../models/format/spec";

/**
 * How a task comes to its GPUs, in every kind of model. Both are needed: the constraint places the task on an instance of
 * one of the fleet's types, and the requirement gives the GPUs to its container. All these types have that many.
 */
export function gpuConstraints({ instanceTypes }: FleetSpec) {
  const names = instanceTypes.map(({ name }) => name).join(", ");
  return [{ type: "memberOf", expression: `attribute:ecs.instance-type in [${names}]` }];
}

export function gpuRequirements({ gpusPerTask }: FleetSpec) {
  return [{ type: "GPU", value: String(gpusPerTask) }];
}
