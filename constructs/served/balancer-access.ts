import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { ServeSpec } from "../../models/format/spec";
import type { Names } from "../names";
import type { Network } from "../network/network";

export interface BalancerAccessProps {
  readonly serve: ServeSpec;
  readonly names: Names;
  readonly network: Network;
  /** Ports on which tasks listen. */
  readonly taskPorts: { readonly from: number; readonly to: number };
}

/** Who may reach whom: the named ranges the load balancer, and the load balancer the tasks, each on its ports alone. */
export class BalancerAccess extends Construct {
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: BalancerAccessProps) {
    super(scope, id);
    const { serve, names, network, taskPorts } = props;
    const { balancer: name } = names;
    this.securityGroup = new SecurityGroup(this, "Default", {
      name,
      description: `Load balancer of ${names.cluster}`,
      vpcId: network.vpcId,
      tags: { Name: name },
    });
    const securityGroupId = this.securityGroup.id;
    for (const range of serve.allowFrom) {
      // With a certificate, port 80 only sends on to HTTPS.
      for (const port of serve.certificateArn === undefined ? [80] : [80, 443]) {
        new VpcSecurityGroupIngressRule(this, `from-${range.replaceAll(/[./]/g, "-")}-${port}`, {
          securityGroupId,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          cidrIpv4: range,
          description: port === 443 ? "HTTPS" : "HTTP",
        });
      }
    }
    const ports = { ipProtocol: "tcp", fromPort: taskPorts.from, toPort: taskPorts.to };
    new VpcSecurityGroupEgressRule(this, "to-tasks", {
      securityGroupId,
      ...ports,
      referencedSecurityGroupId: network.securityGroup.id,
      description: "Requests and health checks",
    });
    new VpcSecurityGroupIngressRule(this, "at-tasks", {
      securityGroupId: network.securityGroup.id,
      ...ports,
      referencedSecurityGroupId: securityGroupId,
      description: "Requests and health checks of the load balancer",
    });
  }
}
