import fc from "fast-check";
import { anySpec } from "../any-spec";
import { sampleSpec } from "../sample";
import { only, synthesize } from "../synthesize";
import { runs } from "../../runs";

test("the group goes from 0 to FleetSize, never says how many run now, and never ends a busy instance by itself", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const group = only(synthesize(spec).resource.aws_autoscaling_group);
      expect(group).toMatchObject({
        min_size: 0,
        max_size: spec.fleetSize,
        protect_from_scale_in: true,
        suspended_processes:
          '${aws_ssm_parameter.pause.insecure_value == "paused" ? ["AZRebalance", "AlarmNotification"] : ["AZRebalance"]}',
        capacity_rebalance: false,
        force_delete: true,
      });
      expect(group).not.toHaveProperty("desired_capacity");
      // A maximum that the client's shutdown left behind shows up in the next plan.
      expect(group).not.toHaveProperty("lifecycle");
      expect(group).not.toHaveProperty("instance_refresh");
      expect(group).not.toHaveProperty("max_instance_lifetime");
    }),
    runs(8),
  );
});

test("instance types are tried in their order, all on demand or all Spot", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const { mixed_instances_policy: policy } = only(synthesize(spec).resource.aws_autoscaling_group);
      expect(policy).toMatchObject({
        instances_distribution: {
          on_demand_base_capacity: 0,
          on_demand_percentage_above_base_capacity: spec.spot ? 0 : 100,
          on_demand_allocation_strategy: "prioritized",
        },
        launch_template: { override: spec.instanceTypes.map(({ name }) => ({ instance_type: name })) },
      });
    }),
    runs(8),
  );
});

test("an instance has the root volume of the YAML, encrypted, and IMDSv2 that no container reaches", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      expect(only(synthesize(spec).resource.aws_launch_template)).toMatchObject({
        block_device_mappings: [
          {
            device_name: "/dev/xvda",
            ebs: {
              volume_size: spec.rootVolumeGib,
              volume_type: "gp3",
              encrypted: "true",
              delete_on_termination: "true",
            },
          },
        ],
        metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
      });
    }),
    runs(8),
  );
});

test("user data only appends to the agent's configuration", () => {
  const { user_data: userData } = only(synthesize(sampleSpec({ timeoutSeconds: 5400 })).resource.aws_launch_template);
  const quoted = /^\$\{base64encode\((".*")\)\}$/s.exec(userData as string)?.[1] ?? "";
  expect((JSON.parse(quoted) as string).split("\n")).toEqual([
    "#!/bin/bash",
    "cat >> /etc/ecs/ecs.config <<'END'",
    "ECS_CLUSTER=Sample",
    "ECS_CONTAINER_STOP_TIMEOUT=5400s",
    "ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION=1m",
    "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true",
    "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true",
    "END",
    "",
  ]);
});

test("the image is the GPU image for Amazon Linux 2023, shown in plans", () => {
  const { data, resource } = synthesize(sampleSpec());
  expect(only(data.aws_ssm_parameter)).toEqual({
    name: "/aws/service/ecs/optimized-ami/amazon-linux-2023/gpu/recommended/image_id",
  });
  expect(only(resource.aws_launch_template).image_id).toBe(
    "${data.aws_ssm_parameter.fleet_template_image.insecure_value}",
  );
});

test("the capacity provider manages nothing, and the client finds the fleet by its name", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const { resource } = synthesize(spec);
      const provider = only(resource.aws_ecs_capacity_provider);
      expect((provider.name as string).split("-")[0]).toBe(spec.stackName);
      expect(only(resource.aws_ecs_cluster).name).toBe(spec.stackName);
      expect(provider.auto_scaling_group_provider).toEqual({
        auto_scaling_group_arn: "${aws_autoscaling_group.fleet.arn}",
        managed_draining: "DISABLED",
        managed_scaling: { status: "DISABLED" },
        managed_termination_protection: "DISABLED",
      });
    }),
    runs(8),
  );
});
