import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { FleetSpec, StackSpec } from "../../models/format/spec";
import { ExistingNetwork } from "./existing-network";
import { OwnNetwork } from "./own-network";
import { fargateZones, zonesThatOffer } from "./zones";

export interface NetworkProps {
  readonly spec: StackSpec;
  /** The instances that are to run in it; without them, tasks run on Fargate. */
  readonly fleet?: FleetSpec;
}

/**
 * Where instances and tasks run: a VPC of the stack's own or one that exists, its subnets in zones that have what they
 * need, and a security group that lets nobody in.
 */
export class Network extends Construct {
  readonly vpcId: string;
  readonly subnetIds: string[];
  /** The same, to be used inside an expression. */
  readonly subnetIdsExpression: string;
  /** In a VPC of the stack's own: the same, and another where there is only one of them. */
  readonly ownSubnetIdsInTwoZones?: string[];
  /** In a VPC of the stack's own. */
  readonly ownInternetGateway?: InternetGateway;
  /** One of them, always the same as long as its zone offers the instance types. */
  readonly firstSubnetId: string;
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const { spec, fleet } = props;
    const zones = fleet ? zonesThatOffer(this, fleet, spec.region) : fargateZones(this, spec.region);
    const network =
      spec.network.kind === "own"
        ? new OwnNetwork(this, "vpc", {
            name: spec.stackName,
            region: spec.region,
            offeredZones: zones.inOwnVpc,
          })
        : new ExistingNetwork(this, "vpc", {
            network: spec.network,
            offeredZones: zones.all,
            offer: fleet ? "offers the model's InstanceTypes" : "has Fargate",
          });
    this.vpcId = network.vpc.id;
    this.subnetIds = network.subnetIds;
    this.subnetIdsExpression = network.subnetIdsExpression;
    this.firstSubnetId = network.firstSubnetId;
    if (network instanceof OwnNetwork) {
      this.ownInternetGateway = network.internetGateway;
      this.ownSubnetIdsInTwoZones = fleet ? network.subnetIdsInTwoZones : network.subnetIds;
    }

    const what = fleet ? { name: "instances", words: "GPU instances" } : { name: "tasks", words: "Tasks" };
    this.securityGroup = new SecurityGroup(this, "security-group", {
      name: `${spec.stackName}-${what.name}`,
      description: `${what.words} of ${spec.stackName}`,
      vpcId: this.vpcId,
      tags: { Name: `${spec.stackName}-${what.name}` },
    });
    // Images, models and results come from and go to wherever the container says.
    new VpcSecurityGroupEgressRule(this, "out", {
      securityGroupId: this.securityGroup.id,
      ipProtocol: "-1",
      cidrIpv4: "0.0.0.0/0",
      description: "The agent, image pulls and the container reach AWS and the internet",
    });
    for (const range of fleet?.debug?.allowSshFrom ?? []) {
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
