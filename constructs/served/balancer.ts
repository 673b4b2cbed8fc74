import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import type { ServeSpec } from "../../models/format/spec";
import type { AccessLogs } from "./access-logs";
import type { BalancerSubnets } from "./balancer-subnets";
import type { Names } from "../names";

export interface BalancerProps {
  readonly serve: ServeSpec;
  readonly names: Names;
  readonly vpcId: string;
  readonly subnets: BalancerSubnets;
  readonly securityGroupId: string;
  readonly logs: AccessLogs;
  /** What the service registers: addresses of tasks, or instances and ports on them. */
  readonly targets: "ip" | "instance";
}

/** The Application Load Balancer: one address for all tasks, of which it asks those that are healthy. */
export class Balancer extends Construct {
  readonly balancer: Lb;
  readonly targetGroup: LbTargetGroup;
  /** The one that forwards to the tasks. */
  readonly listener: LbListener;

  constructor(scope: Construct, id: string, props: BalancerProps) {
    super(scope, id);
    const { serve, names, logs, subnets } = props;
    this.balancer = new Lb(this, "Default", {
      name: names.balancer,
      loadBalancerType: "application",
      internal: serve.internal,
      subnets: subnets.ids,
      securityGroups: [props.securityGroupId],
      dropInvalidHeaderFields: true,
      enableDeletionProtection: false,
      accessLogs: { bucket: logs.name, enabled: true },
      lifecycle: { precondition: subnets.preconditions },
      // It tries to write when logs are switched on.
      dependsOn: [
        logs.bucket.policy,
        logs.bucket.encryption,
        ...(subnets.internetGateway ? [subnets.internetGateway] : []),
      ],
    });
    this.targetGroup = new LbTargetGroup(this, "targets", {
      name: names.targetGroup,
      vpcId: props.vpcId,
      targetType: props.targets,
      protocol: "HTTP",
      // Only for targets that name none; those of a service do.
      port: 80,
      deregistrationDelay: String(serve.drainSeconds),
      // Answers of a model take different times, which round robin does not see ("Target groups", Routing algorithms).
      loadBalancingAlgorithmType: "least_outstanding_requests",
      healthCheck: {
        path: serve.healthCheckPath,
        matcher: "200-299",
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
    });
    this.listener = this.listen(serve.certificateArn);
  }

  private listen(certificateArn: string | undefined): LbListener {
    const forward = {
      loadBalancerArn: this.balancer.arn,
      defaultAction: [{ type: "forward", targetGroupArn: this.targetGroup.arn }],
      // A target group cannot go while a listener forwards to it. Terraform wants the bare address here.
      lifecycle: {
        replaceTriggeredBy: [`${this.targetGroup.terraformResourceType}.${this.targetGroup.friendlyUniqueId}.id`],
      },
    };
    if (certificateArn === undefined) return new LbListener(this, "http", { ...forward, port: 80, protocol: "HTTP" });
    new LbListener(this, "http", {
      loadBalancerArn: this.balancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultAction: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } }],
    });
    return new LbListener(this, "https", {
      ...forward,
      port: 443,
      protocol: "HTTPS",
      // TLS 1.2 and 1.3 only ("Security policies for your Application Load Balancer").
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificateArn,
    });
  }
}
