import type { ServedSpec } from "../../models/format/spec";
import { type Graph, groupLine, type Line, moneyGraph } from "../monitoring/dashboard";
import type { Names } from "../names";
import type { Balancer } from "./balancer";

/**
 * What is asked, how soon and how well it is answered, and by what. All are metrics that cost nothing ("CloudWatch metrics for
 * your Application Load Balancer", "Amazon ECS service utilization metrics"); the last has a data point a task and minute,
 * so that counting these counts the tasks.
 */
export function servedGraphs(spec: ServedSpec, names: Names, { balancer, targetGroup }: Balancer): readonly Graph[] {
  const [ofBalancer, ofTasks] = [
    ["LoadBalancer", balancer.arnSuffix],
    ["LoadBalancer", balancer.arnSuffix, "TargetGroup", targetGroup.arnSuffix],
  ] as const;
  const elb = (metric: string, label: string, stat: string, dimensions: readonly string[] = ofTasks): Line => [
    "AWS/ApplicationELB",
    metric,
    ...dimensions,
    { label, stat },
  ];
  const ecs = (metric: string, label: string, stat: string): Line => [
    "AWS/ECS",
    metric,
    "ClusterName",
    names.cluster,
    "ServiceName",
    names.service,
    { label, stat },
  ];
  const { compute, region } = spec;
  return [
    {
      title: "Requests a minute",
      lines: [elb("RequestCount", "all", "Sum"), elb("RequestCountPerTarget", "each task", "Sum")],
    },
    {
      title: "Seconds to answer",
      lines: ["p50", "p95", "p99"].map((percentile) => elb("TargetResponseTime", percentile, percentile)),
    },
    {
      title: "Errors a minute",
      lines: [
        elb("HTTPCode_Target_5XX_Count", "5xx of the container", "Sum"),
        elb("HTTPCode_ELB_5XX_Count", "5xx of the balancer", "Sum", ofBalancer),
        elb("HTTPCode_Target_4XX_Count", "4xx of the container", "Sum"),
      ],
    },
    {
      title: "Tasks",
      lines: [
        ecs("CPUUtilization", "running", "SampleCount"),
        elb("HealthyHostCount", "healthy", "Maximum"),
        elb("UnHealthyHostCount", "not healthy", "Maximum"),
      ],
    },
    {
      title: "CPU and memory of a task, %",
      lines: [
        ecs("CPUUtilization", "CPU", "Average"),
        ecs("CPUUtilization", "CPU, the busiest task", "Maximum"),
        ecs("MemoryUtilization", "memory", "Average"),
      ],
    },
    ...(compute.kind === "gpu"
      ? [
          {
            title: "Instances",
            lines: [
              groupLine(names, "GroupDesiredCapacity", "ordered"),
              groupLine(names, "GroupInServiceInstances", "running"),
            ],
          },
          moneyGraph(compute.fleet, region, names),
        ]
      : []),
  ];
}
