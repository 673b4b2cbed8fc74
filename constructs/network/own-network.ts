import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Fn, TerraformIterator, Token } from "cdktf";
import { Construct } from "constructs";

export interface OwnNetworkProps {
  /** Name tag of the VPC and its parts. */
  readonly name: string;
  readonly region: string;
  /** Zones in which the stack's instances or tasks are to run; a list that Terraform knows while planning. */
  readonly offeredZones: string;
}

/**
 * A VPC of 10.0.0.0/16 with one public subnet in every availability zone.
 *
 * Every zone has a subnet, offered types or not: with another instance type only the group's choice changes, and no
 * subnet is ever replaced under a running job. There is no NAT gateway, which would cost more than the idle fleet;
 * instances have public addresses and no open port. S3 goes through a gateway endpoint, which is free.
 */
export class OwnNetwork extends Construct {
  readonly vpc: Vpc;
  /** Ids of the subnets in these zones. */
  readonly subnetIds: string[];
  readonly subnetIdsExpression: string;
  /** The same, and another where there is only one of them. */
  readonly subnetIdsInTwoZones: string[];
  /** The first of them, by zone. */
  readonly firstSubnetId: string;
  readonly internetGateway: InternetGateway;

  constructor(scope: Construct, id: string, props: OwnNetworkProps) {
    super(scope, id);
    const tags = { Name: props.name };
    this.vpc = new Vpc(this, "Default", {
      cidrBlock: "10.0.0.0/16",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags,
    });
    // Without rules of its own, what is put into the VPC by hand without a security group can talk to nobody.
    new DefaultSecurityGroup(this, "default-group", { vpcId: this.vpc.id, tags });

    const gateway = new InternetGateway(this, "gateway", { vpcId: this.vpc.id, tags });
    this.internetGateway = gateway;
    const routes = new RouteTable(this, "routes", { vpcId: this.vpc.id, tags });
    new Route(this, "internet", {
      routeTableId: routes.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: gateway.id,
    });

    // Local and wavelength zones must be opted into; they offer few GPU types and are never meant by default.
    const zones = new DataAwsAvailabilityZones(this, "zones", {
      state: "available",
      filter: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
    });
    const zone = TerraformIterator.fromList(zones.names);
    const zoneName = zone.value as string;
    const subnets = new Subnet(this, "public", {
      forEach: zone,
      vpcId: this.vpc.id,
      availabilityZone: zoneName,
      cidrBlock: Fn.cidrsubnet("10.0.0.0/16", 4, numberOfZone(zoneName)),
      mapPublicIpOnLaunch: true,
      tags: { Name: `${props.name}-${zoneName}` },
    });
    new RouteTableAssociation(this, "public-routes", {
      forEach: zone,
      subnetId: `\${${subnets.fqn}[each.value].id}`,
      routeTableId: routes.id,
    });
    new VpcEndpoint(this, "s3", {
      vpcId: this.vpc.id,
      serviceName: `com.amazonaws.${props.region}.s3`,
      vpcEndpointType: "Gateway",
      routeTableIds: [routes.id],
      tags,
    });

    this.subnetIdsExpression = `[for zone, subnet in ${subnets.fqn} : subnet.id if contains(${props.offeredZones}, zone)]`;
    this.subnetIds = Token.asList(`\${${this.subnetIdsExpression}}`);
    this.firstSubnetId = `\${${this.subnetIdsExpression}[0]}`;
    const two = `max(2, length(${this.subnetIdsExpression}))`;
    const offeredFirst = `distinct(concat(${this.subnetIdsExpression}, values(${subnets.fqn})[*].id))`;
    this.subnetIdsInTwoZones = Token.asList(`\${slice(${offeredFirst}, 0, ${two})}`);
  }
}

/** 0 for us-west-2a, 1 for us-west-2b …: a zone keeps its address range when AWS adds or retires another. */
function numberOfZone(zone: string): number {
  return Token.asNumber(Fn.index([..."abcdefghijklmnop"], Fn.substr(zone, -1, 1)));
}
