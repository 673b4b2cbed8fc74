import { DataAwsSubnets } from "@cdktf/provider-aws/lib/data-aws-subnets";
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { Construct } from "constructs";
import type { NetworkSpec } from "../../models/format/spec";

export interface ExistingNetworkProps {
  readonly network: Exclude<NetworkSpec, { kind: "own" }>;
  /** Zones in which the stack's instances or tasks can run. */
  readonly offeredZones: string[];
  /** What these zones have, for an error: `offers the model's InstanceTypes`. */
  readonly offer: string;
}

/**
 * A VPC that exists already, by id, by Name tag or the account's default one. Nothing in it is changed.
 *
 * Named subnets are used as they are. Otherwise all subnets of the VPC in the offered zones are used: they must all reach
 * AWS's services, by a public address, a NAT gateway or endpoints.
 */
export class ExistingNetwork extends Construct {
  readonly vpc: DataAwsVpc;
  readonly subnetIds: string[];
  readonly subnetIdsExpression: string;
  /** The first of them, by id: AWS answers them in any order. */
  readonly firstSubnetId: string;

  constructor(scope: Construct, id: string, props: ExistingNetworkProps) {
    super(scope, id);
    const { network } = props;
    this.vpc = new DataAwsVpc(this, "Default", lookup(network));

    const named = network.subnetIds;
    const subnets = new DataAwsSubnets(this, "subnets", {
      filter: [
        { name: "vpc-id", values: [this.vpc.id] },
        named ? { name: "subnet-id", values: [...named] } : { name: "availability-zone", values: props.offeredZones },
      ],
      lifecycle: {
        postcondition: [
          named
            ? {
                condition: `\${length(self.ids) == ${new Set(named).size}}`,
                errorMessage: `Network.SubnetIds: not all of ${named.join(", ")} are subnets of the VPC ${described(network)}.`,
              }
            : {
                condition: "${length(self.ids) > 0}",
                errorMessage: `Network: the VPC ${described(network)} has no subnet in a zone that ${props.offer}.`,
              },
        ],
      },
    });
    this.subnetIds = subnets.ids;
    this.subnetIdsExpression = `${subnets.fqn}.ids`;
    this.firstSubnetId = `\${sort(${this.subnetIdsExpression})[0]}`;
  }
}

function lookup(network: ExistingNetworkProps["network"]) {
  switch (network.kind) {
    case "id":
      return { id: network.vpcId };
    case "name":
      return { tags: { Name: network.vpcName } };
    case "default":
      return { default: true };
  }
}

function described(network: ExistingNetworkProps["network"]): string {
  switch (network.kind) {
    case "id":
      return network.vpcId;
    case "name":
      return `named ${network.vpcName}`;
    case "default":
      return "that is the account's default";
  }
}
