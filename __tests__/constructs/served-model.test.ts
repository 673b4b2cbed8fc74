import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { runs } from "../runs";
import { anyServed } from "./any-spec";
import { sampleGpus, sampleServed } from "./sample";
import { only, synthesize, type Block, type Synthesized } from "./synthesize";

const service = ({ resource }: Synthesized) => only(resource.aws_ecs_service);
const taskDefinition = ({ resource }: Synthesized) => only(resource.aws_ecs_task_definition);
const container = (stack: Synthesized) => (taskDefinition(stack).container_definitions as [Block])[0];

test("a deployment never goes below healthy, and takes itself back", () => {
  fc.assert(
    fc.property(anyServed, (spec) => {
      expect(service(synthesize(spec))).toMatchObject({
        deployment_minimum_healthy_percent: 100,
        deployment_maximum_percent: 200,
        deployment_circuit_breaker: { enable: true, rollback: true },
        health_check_grace_period_seconds: spec.serve.gracePeriodSeconds,
      });
    }),
    runs(8),
  );
});

test("it begins with MinTasks, and from there on no plan names how many run", () => {
  fc.assert(
    fc.property(anyServed, (spec) => {
      const stack = synthesize(spec);
      expect(service(stack)).toMatchObject({
        desired_count: spec.serve.minTasks,
        lifecycle: { ignore_changes: ["desired_count"] },
      });
      expect(only(stack.resource.aws_appautoscaling_target)).toMatchObject({
        min_capacity: spec.serve.minTasks,
        max_capacity: spec.serve.maxTasks,
        resource_id: `service/${spec.stackName}/\${aws_ecs_service.service.name}`,
      });
    }),
    runs(8),
  );
});

test("it scales by CPU, and by requests where the YAML says how many a task should take", () => {
  const policies = (stack: Synthesized) =>
    Object.values(stack.resource.aws_appautoscaling_policy ?? {}).map(
      ({ target_tracking_scaling_policy_configuration: policy }) => policy as unknown,
    );
  const cpu = expect.objectContaining({
    target_value: 60,
    predefined_metric_specification: { predefined_metric_type: "ECSServiceAverageCPUUtilization" },
  }) as unknown;
  expect(policies(synthesize(sampleServed()))).toEqual([cpu]);
  expect(policies(synthesize(sampleServed({}, { requestsPerTarget: 600 })))).toEqual([
    cpu,
    expect.objectContaining({
      target_value: 600,
      predefined_metric_specification: {
        predefined_metric_type: "ALBRequestCountPerTarget",
        resource_label: "${aws_lb.balancer.arn_suffix}/${aws_lb_target_group.balancer_targets.arn_suffix}",
      },
    }),
  ]);
});

test("the container listens where the balancer asks, and is told so", () => {
  fc.assert(
    fc.property(anyServed, (spec) => {
      const stack = synthesize(spec);
      const { port } = spec.serve;
      expect(container(stack)).toMatchObject({
        name: spec.stackName,
        ...(!spec.repository && { image: spec.containerImage }),
        portMappings: [{ containerPort: port, hostPort: spec.compute.kind === "gpu" ? 0 : port, protocol: "tcp" }],
      });
      expect(container(stack).environment).toContainEqual({ name: "PORT", value: String(port) });
      expect(service(stack).load_balancer).toEqual([
        {
          container_name: spec.stackName,
          container_port: port,
          target_group_arn: "${aws_lb_target_group.balancer_targets.arn}",
        },
      ]);
      expect(only(stack.resource.aws_lb_target_group)).toMatchObject({
        target_type: spec.compute.kind === "gpu" ? "instance" : "ip",
        deregistration_delay: String(spec.serve.drainSeconds),
      });
    }),
    runs(8),
  );
});

test("ECS Exec gets an init process beside it", () => {
  expect(container(synthesize(sampleServed({ exec: true }))).linuxParameters).toEqual({ initProcessEnabled: true });
  expect(container(synthesize(sampleServed()))).not.toHaveProperty("linuxParameters");
});

test("a balancer in a VPC of the stack's own waits for the way to the internet, without which AWS refuses a public one", () => {
  const waits = (stack: Synthesized) => only(stack.resource.aws_lb).depends_on as unknown;
  expect(waits(synthesize(sampleServed()))).toContain("aws_internet_gateway.network_vpc_gateway");
  expect(waits(synthesize(sampleServed({ network: { kind: "default" } })))).not.toContain(
    "aws_internet_gateway.network_vpc_gateway",
  );
});

test("on Fargate a task has the size of the YAML, and no GPU", () => {
  const stack = synthesize(sampleServed({ compute: { kind: "fargate", cpuUnits: 1024, memoryMib: 4096 } }));
  expect(taskDefinition(stack)).toMatchObject({
    requires_compatibilities: ["FARGATE"],
    network_mode: "awsvpc",
    cpu: "1024",
    memory: "4096",
  });
  expect(service(stack).launch_type).toBe("FARGATE");
  expect(container(stack)).not.toHaveProperty("resourceRequirements");
  expect(taskDefinition(stack)).not.toHaveProperty("placement_constraints");
});

describe("HTTP", () => {
  const listeners = (stack: Synthesized) => stack.resource.aws_lb_listener ?? {};

  test("goes to the tasks where there is no certificate", () => {
    expect(Object.values(listeners(synthesize(sampleServed())))).toEqual([
      expect.objectContaining({ port: 80, protocol: "HTTP", default_action: [forward] }),
    ]);
  });

  test("is sent on to HTTPS where there is one", () => {
    const certificateArn = "arn:aws:acm:us-west-2:123456789012:certificate/0a";
    const { balancer_http: http, balancer_https: https } = listeners(synthesize(sampleServed({}, { certificateArn })));
    expect(http).toMatchObject({
      port: 80,
      default_action: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" } }],
    });
    expect(https).toMatchObject({
      port: 443,
      protocol: "HTTPS",
      certificate_arn: certificateArn,
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      default_action: [forward],
    });
  });

  const forward = { type: "forward", target_group_arn: "${aws_lb_target_group.balancer_targets.arn}" };
});

test("the service waits for a listener, without which ECS refuses the target group, and for its permissions", () => {
  const waits = (stack: Synthesized) => service(stack).depends_on as unknown;
  expect(waits(synthesize(sampleServed()))).toEqual([
    "aws_lb_listener.balancer_http",
    "aws_iam_role_policy.service_execution-role_policy",
  ]);
  expect(waits(synthesize(sampleServed({}, { certificateArn: "arn:aws:acm:us-west-2:1:certificate/0a" })))).toContain(
    "aws_lb_listener.balancer_https",
  );
});

describe("with Gpu", () => {
  const stack = synthesize(sampleServed({ compute: sampleGpus }));

  test("ECS decides how many instances run, by its tasks, and ends none that has one", () => {
    expect(only(stack.resource.aws_ecs_capacity_provider)).toMatchObject({
      name: "Sample-fleet",
      auto_scaling_group_provider: {
        managed_scaling: { status: "ENABLED", target_capacity: 100, maximum_scaling_step_size: 7 },
        managed_termination_protection: "ENABLED",
        managed_draining: "ENABLED",
      },
    });
    expect(only(stack.resource.aws_autoscaling_group)).toMatchObject({
      min_size: 0,
      max_size: 7,
      // Without it ECS refuses managed termination protection.
      protect_from_scale_in: true,
      suspended_processes: ["AZRebalance"],
    });
    expect(only(stack.resource.aws_autoscaling_group)).not.toHaveProperty("desired_capacity");
    expect(service(stack)).toMatchObject({
      capacity_provider_strategy: [{ capacity_provider: "Sample-fleet", weight: 1 }],
      depends_on: expect.arrayContaining([
        "aws_ecs_cluster_capacity_providers.fleet_capacity_association",
      ]) as unknown[],
    });
    expect(service(stack)).not.toHaveProperty("launch_type");
    expect(service(stack)).not.toHaveProperty("network_configuration");
  });

  test("a task reserves its share of an instance, on a port that is free", () => {
    expect(taskDefinition(stack)).toMatchObject({ requires_compatibilities: ["EC2"], network_mode: "bridge" });
    expect(container(stack)).toMatchObject({ cpu: 4096, memoryReservation: 12288 });
  });

  test("the balancer is in each zone that offers the types, and in a second one where there is only one", () => {
    expect(only(stack.resource.aws_lb).subnets).toMatch(
      /^\$\{slice\(distinct\(concat\(\[for zone, subnet .*, values\(aws_subnet\.network_vpc_public\)\[\*\]\.id\)\), 0, max\(2, length\(/,
    );
  });

  test("the group's name is among the outputs", () => {
    expect(stack.output.autoscaling_group?.value).toBe("${aws_autoscaling_group.fleet.name}");
  });
});

test("there is no queue, no function and no signpost, and no instance unless it has GPUs", () => {
  fc.assert(
    fc.property(anyServed, (spec) => {
      const types = Object.keys(synthesize(spec).resource);
      const onGpus = spec.compute.kind === "gpu";
      expect(types.some((type) => /^aws_(autoscaling|launch)/.test(type))).toBe(onGpus);
      expect(types.filter((type) => /^aws_(sqs|lambda|cloudformation)/.test(type))).toEqual([]);
    }),
    runs(8),
  );
});

test("a VPC of its own uses two zones that have Fargate; one that exists needs a subnet for the balancer in each", () => {
  const own = synthesize(sampleServed({ region: "us-west-1" }));
  expect(own.data.aws_availability_zones?.network_zones).toMatchObject({
    filter: expect.arrayContaining([{ name: "zone-id", values: ["usw1-az1", "usw1-az3"] }]) as Block[],
  });
  expect(only(own.resource.aws_lb).subnets).toBe(
    "${[for zone, subnet in aws_subnet.network_vpc_public : subnet.id if contains(slice(sort(data.aws_availability_zones.network_zones.names), 0, 2), zone)]}",
  );
  expect(service(own).network_configuration).toMatchObject({ assign_public_ip: true });

  const existing = only(synthesize(sampleServed({ network: { kind: "default" } })).resource.aws_lb);
  expect(existing.subnets).toContain("&& subnet.map_public_ip_on_launch");
  // Local Zones only where there are no others.
  const ordinary = 'can(regex("^us-west-2[a-z]$", subnet.availability_zone))';
  expect(existing.subnets).toContain(
    ` if ${ordinary} == anytrue([for subnet in values(data.aws_subnet.subnets_each) : ${ordinary}]) && subnet.map`,
  );
  const { precondition } = existing.lifecycle as { precondition: readonly Block[] };
  expect(precondition.map(({ error_message: message }) => message as unknown)).toEqual([
    expect.stringContaining("in each of two zones"),
    expect.stringContaining("tasks would run in a zone in which the load balancer has no subnet"),
  ]);
});

test("the outputs are fixed: programs rely on them", () => {
  const { output } = synthesize(sampleServed());
  expect(Object.keys(output).sort()).toEqual([
    "access_log_bucket",
    "cluster",
    "dashboard_url",
    "load_balancer_dns_name",
    "load_balancer_url",
    "load_balancer_zone_id",
    "log_group",
    "region",
    "service",
    "task_family",
  ]);
  expect(output.load_balancer_url?.value).toBe("http://${aws_lb.balancer.dns_name}");
});

test("each alarm says what happened, what it costs and what to do first, and names its page", () => {
  const alarms = Object.values(synthesize(sampleServed()).resource.aws_cloudwatch_metric_alarm ?? {});
  const page = readFileSync(join(__dirname, "..", "..", "docs", "serve.md"), "utf8");
  expect(alarms.map(({ alarm_name: name }) => name as string).sort()).toEqual([
    "Sample-no-healthy-task",
    "Sample-server-errors",
  ]);
  for (const { alarm_name: name, alarm_description: text } of alarms) {
    const heading = (name as string).replace("Sample-", "");
    expect(page).toContain(`\n## ${heading}\n`);
    expect(text).toMatch(new RegExp(`Sample.*cost.*First: .+ \\(docs/serve\\.md, "${heading}"\\)$`));
  }
});
