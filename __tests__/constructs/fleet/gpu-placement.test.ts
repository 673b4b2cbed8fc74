import fc from "fast-check";
import { runs } from "../../runs";
import type { AnyModelSpec, FleetSpec } from "../../../models/format/spec";
import { anyServedOnGpus, anySpec } from "../any-spec";
import { only, synthesize, type Block } from "../synthesize";

const fleetOf = (spec: AnyModelSpec): FleetSpec => {
  if (spec.kind === "queue") return spec;
  if (spec.compute.kind === "gpu") return spec.compute.fleet;
  throw new Error("no GPUs");
};

// A requirement alone leaves a task waiting where an instance of another type joins; a constraint alone gives it no GPU.
describe.each<[string, fc.Arbitrary<AnyModelSpec>]>([
  ["a model of a queue", anySpec],
  ["a served model with Gpu", anyServedOnGpus],
])("%s", (_, any) => {
  test("requires GPUs for its container and constrains its instance, both as InstanceTypes says", () => {
    fc.assert(
      fc.property(any, (spec) => {
        const { resource } = synthesize(spec);
        const { instanceTypes, gpusPerTask } = fleetOf(spec);
        const definition = only(resource.aws_ecs_task_definition);
        const [container] = definition.container_definitions as [Block];
        const names = instanceTypes.map(({ name }) => name);
        expect(container.resourceRequirements).toEqual([{ type: "GPU", value: String(gpusPerTask) }]);
        expect(definition.placement_constraints).toEqual([
          { type: "memberOf", expression: `attribute:ecs.instance-type in [${names.join(", ")}]` },
        ]);
        // The instances that come are of these types, in this order, and each has that many GPUs.
        const policy = only(resource.aws_autoscaling_group).mixed_instances_policy as {
          launch_template: { override: readonly { instance_type: string }[] };
        };
        expect(policy.launch_template.override.map(({ instance_type: type }) => type)).toEqual(names);
        expect(instanceTypes.filter(({ gpus }) => gpus < gpusPerTask)).toEqual([]);
      }),
      runs(8),
    );
  });
});
