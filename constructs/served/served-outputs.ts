import type { ServedSpec } from "../../models/format/spec";
import type { AccessLogs } from "./access-logs";
import type { Balancer } from "./balancer";
import type { Dashboard } from "../monitoring/dashboard";
import type { Fleet } from "../fleet/fleet";
import { repositoryOutput, type Output } from "../outputs";
import type { Repository } from "../worker/repository";
import type { Service } from "./service";

export interface ServedModelParts {
  readonly spec: ServedSpec;
  readonly balancer: Balancer;
  readonly service: Service;
  readonly logs: AccessLogs;
  readonly dashboard: Dashboard;
  readonly repository?: Repository;
  readonly fleet?: Fleet;
}

/** The outputs of a served model. */
export function servedOutputs(parts: ServedModelParts): Output[] {
  const { spec, balancer, service, logs, dashboard, repository, fleet } = parts;
  const { dnsName, zoneId } = balancer.balancer;
  const scheme = spec.serve.certificateArn === undefined ? "http" : "https";
  const output = (name: string, value: string, description: string): Output => ({ name, value, description });
  return [
    output("region", spec.region, "AWS region of the stack"),
    output("load_balancer_url", `${scheme}://${dnsName}`, "Where the model answers"),
    output("load_balancer_dns_name", dnsName, "Name for a DNS record of your own: an alias, or a CNAME"),
    output("load_balancer_zone_id", zoneId, "Hosted zone for an alias record of Route 53"),
    output("cluster", spec.stackName, "ECS cluster"),
    output("service", service.service.name, "ECS service"),
    output("task_family", spec.taskFamily, "Family of the task definition"),
    output("log_group", service.logGroup.name, "CloudWatch log group of the tasks"),
    output("access_log_bucket", logs.name, "Bucket of the load balancer's access logs"),
    output("dashboard_url", dashboard.url, "CloudWatch dashboard of the stack"),
    ...(fleet ? [output("autoscaling_group", fleet.group.name, "Auto Scaling group of the GPU instances")] : []),
    ...(repository ? [repositoryOutput(repository)] : []),
  ];
}
