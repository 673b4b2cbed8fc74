import { DataAwsEc2InstanceTypeOfferings } from "@cdktf/provider-aws/lib/data-aws-ec2-instance-type-offerings";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { ModelSpec } from "../models/format/spec";
import { ExistingNetwork } from "./existing-network";
import { OwnNetwork } from "./own-network";

/**
 * Where the instances run: a VPC of the stack's own or one that exists, its subnets in zones that offer the instance
 * types, and a security group that lets nobody in.
 */
export class Network extends Construct {
  readonly vpcId: string;
  readonly subnetIds: string[];
  /** One of them, always the same as long as its zone offers the instance types. */
  readonly firstSubnetId: string;
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: { readonly spec: ModelSpec }) {
    super(scope, id);
    const { spec } = props;
    const types = spec.instanceTypes.map((type) => type.name);
    const offerings = new DataAwsEc2InstanceTypeOfferings(this, "offerings", {
      locationType: "availability-zone",
      filter: [{ name: "instance-type", values: types }],
      lifecycle: {
        postcondition: [
          {
            condition: "${length(self.locations) > 0}",
            errorMessage: `InstanceTypes: no availability zone of ${spec.region} offers ${types.join(" or ")}. Name another type, or another Region.`,
          },
        ],
      },
    });

    const network =
      spec.network.kind === "own"
        ? new OwnNetwork(this, "vpc", {
            name: spec.stackName,
            region: spec.region,
            offeredZones: `${offerings.fqn}.locations`,
          })
        : new ExistingNetwork(this, "vpc", { network: spec.network, offeredZones: offerings.locations });
    this.vpcId = network.vpc.id;
    this.subnetIds = network.subnetIds;
    this.firstSubnetId = network.firstSubnetId;

    this.securityGroup = new SecurityGroup(this, "security-group", {
      name: `${spec.stackName}-instances`,
      description: `GPU instances of ${spec.stackName}`,
      vpcId: this.vpcId,
      tags: { Name: `${spec.stackName}-instances` },
    });
    // Images, models and results come from and go to wherever the container says.
    new VpcSecurityGroupEgressRule(this, "out", {
      securityGroupId: this.securityGroup.id,
      ipProtocol: "-1",
      cidrIpv4: "0.0.0.0/0",
      description: "The agent, image pulls and the container reach AWS and the internet",
    });
    for (const range of spec.debug?.allowSshFrom ?? []) {
      new VpcSecurityGroupIngressRule(this, `ssh-${range.replaceAll(/[./]/g, "-")}`, {
        securityGroupId: this.securityGroup.id,
        ipProtocol: "tcp",
        fromPort: 22,
        toPort: 22,
        cidrIpv4: range,
        description: "ssh for debugging",
      });
    }
  }
}
