import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { DataAwsSubnets } from "@cdktf/provider-aws/lib/data-aws-subnets";
import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { TerraformIterator, Token, type IResolvable, type Precondition } from "cdktf";
import { Construct } from "constructs";
import type { NetworkSpec } from "../../models/format/spec";
import { availabilityZone, localZonesDoNotCount } from "../network/availability-zone";
import type { Network } from "../network/network";

export interface BalancerSubnetsProps {
  readonly spec: NetworkSpec;
  readonly region: string;
  readonly network: Network;
  /** True: the balancer has private addresses only. */
  readonly internal: boolean;
}

/**
 * The subnets in which a load balancer has a node: one of each zone, in two zones or more, and in every zone in which
 * tasks run ("Application Load Balancers", Subnets for your load balancer).
 *
 * In a VPC that exists, the first of a zone is taken, by id. For a public balancer it must be one that gives public
 * addresses, unless the YAML names the subnets. Local Zones count only in a VPC, or among named subnets, with no other
 * zones: a balancer's zones are of one type ("Application Load Balancers", Considerations).
 */
export class BalancerSubnets extends Construct {
  readonly ids: string[];
  /** Whether tasks get public addresses in their subnets, as instances would. */
  readonly publicTasks: boolean | IResolvable;
  /** What a plan makes sure of first. */
  readonly preconditions: Precondition[];
  /** Without it, AWS refuses a public balancer in them ("Application Load Balancers", Subnets for your load balancer). */
  readonly internetGateway?: InternetGateway;

  constructor(scope: Construct, id: string, props: BalancerSubnetsProps) {
    super(scope, id);
    const { spec, region, network, internal } = props;
    if (spec.kind === "own" && network.ownSubnetIdsInTwoZones) {
      this.ids = network.ownSubnetIdsInTwoZones;
      this.publicTasks = true;
      this.preconditions = [];
      this.internetGateway = network.ownInternetGateway;
      return;
    }
    const named = spec.kind === "own" ? undefined : spec.subnetIds;
    const all = new DataAwsSubnets(this, "all", {
      filter: [
        { name: "vpc-id", values: [network.vpcId] },
        ...(named ? [{ name: "subnet-id", values: [...named] }] : []),
      ],
    });
    const each = TerraformIterator.fromList(all.ids);
    const { fqn: subnets } = new DataAwsSubnet(this, "each", { forEach: each, id: each.value as string });
    const fit = internal || named ? "" : " && subnet.map_public_ip_on_launch";
    const ordinary = `can(regex("${availabilityZone(region)}", subnet.availability_zone))`;
    const ofOneType = `${ordinary} == anytrue([for subnet in values(${subnets}) : ${ordinary}])`;
    const byZone = `{for subnet in values(${subnets}) : subnet.availability_zone => subnet.id... if ${ofOneType}${fit}}`;
    const ofTasks = (attribute: string) => `[for id in ${network.subnetIdsExpression} : ${subnets}[id].${attribute}]`;
    this.ids = Token.asList(`\${[for ids in values(${byZone}) : ids[0]]}`);
    this.publicTasks = Token.asAny(`\${anytrue(${ofTasks("map_public_ip_on_launch")})}`);
    const kind = internal || named ? "a subnet" : "a subnet that gives public addresses (or write Internal: true)";
    this.preconditions = [
      {
        condition: `\${length(${byZone}) >= 2}`,
        errorMessage: `Serve: a load balancer needs ${kind} in each of two zones, and the VPC has none. ${localZonesDoNotCount} Name subnets with Network.SubnetIds, or another VPC.`,
      },
      {
        condition: `\${length(setsubtract(${ofTasks("availability_zone")}, keys(${byZone}))) == 0}`,
        errorMessage: `Serve: tasks would run in a zone in which the load balancer has no ${kind.replace(/^a /, "")} and could not reach them. ${localZonesDoNotCount} Name the subnets to use with Network.SubnetIds.`,
      },
    ];
  }
}
