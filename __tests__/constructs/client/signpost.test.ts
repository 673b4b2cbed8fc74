import fc from "fast-check";
import { anySpec } from "../any-spec";
import { sampleSpec } from "../sample";
import { only, synthesize, type Block, type Synthesized } from "../synthesize";
import { runs } from "../../runs";

interface Template {
  readonly Parameters: Block;
  readonly Resources: Readonly<Record<string, Block>>;
}

const signpost = ({ resource }: Synthesized) => only(resource.aws_cloudformation_stack);
const template = (stack: Synthesized) => signpost(stack).template_body as Template;
const properties = (stack: Synthesized, logicalId: string) => template(stack).Resources[logicalId]?.Properties as Block;

test("the client finds a group before it finds the task definition, in whatever order it is answered", () => {
  const { Resources } = template(synthesize(sampleSpec()));
  const ids = Object.keys(Resources);
  expect(ids.map((id) => Resources[id]?.Type as unknown)).toEqual([
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::ECS::TaskDefinition",
  ]);
  expect(Resources.TaskDefinition?.DependsOn).toBe("AutoScalingGroup");
  expect([...ids].sort()).toEqual(ids);
});

test("the client finds in the signpost exactly what the worker finds in its environment", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const stack = synthesize(spec);
      const container = (properties(stack, "TaskDefinition").ContainerDefinitions as [Block])[0];
      const shown = (container.Environment as { Name: string; Value: string }[]).map(({ Name, Value }) => [
        Name,
        Value,
      ]);
      const [worker] = only(stack.resource.aws_ecs_task_definition).container_definitions as [Block];
      const found = (worker.environment as { name: string; value: string }[]).map(({ name, value }) => [name, value]);
      expect(shown).toHaveLength(6);
      expect(found.slice(0, 6)).toEqual(shown);
      // The client matches names by substring and takes the last match.
      for (const [sought] of shown)
        expect(found.filter(([name]) => name?.includes(sought ?? ""))).toEqual([[sought, expect.anything()]]);
    }),
    runs(8),
  );
});

test("nothing in it runs: the group stays at zero, and no instance can take the task", () => {
  const stack = synthesize(sampleSpec());
  expect(properties(stack, "AutoScalingGroup")).toEqual({
    AutoScalingGroupName: "Sample-signpost",
    MinSize: "0",
    MaxSize: "0",
    VPCZoneIdentifier: [{ Ref: "Subnet" }],
    LaunchTemplate: { LaunchTemplateName: "${aws_launch_template.fleet_template.name}", Version: "1" },
  });
  expect(properties(stack, "TaskDefinition").PlacementConstraints).toEqual([
    { Type: "memberOf", Expression: "attribute:ecs.instance-type == none" },
  ]);
  expect(JSON.stringify(template(stack))).toContain("signpost-that-never-runs");
});

test("its template is the same bytes whatever becomes of image, sizes, instance types and the rest", () => {
  const bytes = (stack: Synthesized) => JSON.stringify(template(stack));
  const { stackName, region } = sampleSpec();
  const first = bytes(synthesize(sampleSpec()));
  fc.assert(
    fc.property(anySpec, (spec) => {
      expect(bytes(synthesize({ ...spec, stackName, region }))).toBe(first);
    }),
    runs(8),
  );
});

test("it is named as --cluster says, leaves nothing behind when it fails, and stands in one subnet of the group's", () => {
  const own = signpost(synthesize(sampleSpec()));
  expect(own).toMatchObject({ name: "Sample", on_failure: "DELETE" });
  expect((own.parameters as Block).Subnet).toMatch(/^\$\{\[for zone, subnet in aws_subnet\.\w+ : .*\]\[0\]\}$/);
  const existing = signpost(synthesize(sampleSpec({ network: { kind: "default" } })));
  expect(existing.parameters).toEqual({ Subnet: "${sort(data.aws_subnets.network_vpc_subnets.ids)[0]}" });
});
