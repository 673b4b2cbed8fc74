import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { DataAwsEc2InstanceTypeOfferings } from "@cdktf/provider-aws/lib/data-aws-ec2-instance-type-offerings";
import type { Construct } from "constructs";
import type { FleetSpec } from "../../models/format/spec";

/** Zones in which a stack's instances or tasks can run; Terraform knows them while planning. */
export interface Zones {
  readonly all: string[];
  /** Those that a VPC of the stack's own uses, as an expression. */
  readonly inOwnVpc: string;
}

/** Zones that offer the instance types of a fleet; a plan ends with an error where there are none. */
export function zonesThatOffer(scope: Construct, fleet: FleetSpec, region: string): Zones {
  const types = fleet.instanceTypes.map((type) => type.name);
  const offerings = new DataAwsEc2InstanceTypeOfferings(scope, "offerings", {
    locationType: "availability-zone",
    filter: [{ name: "instance-type", values: types }],
    lifecycle: {
      postcondition: [
        {
          condition: "${length(self.locations) > 0}",
          errorMessage: `InstanceTypes: no availability zone of ${region} offers ${types.join(" or ")}. Name another type, or another Region.`,
        },
      ],
    },
  });
  return { all: offerings.locations, inOwnVpc: `${offerings.fqn}.locations` };
}

/** Regions where only some zones have Fargate, with the ids of these ("Supported Regions for Amazon ECS on AWS Fargate"). */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  "us-west-1": ["usw1-az1", "usw1-az3"],
  "ap-northeast-1": ["apne1-az1", "apne1-az2", "apne1-az4"],
  "ca-central-1": ["cac1-az1", "cac1-az2"],
  "cn-north-1": ["cnn1-az1", "cnn1-az2"],
};

/**
 * Zones that have Fargate. A VPC of the stack's own uses two of them, which a load balancer needs at the least: each more
 * would cost a public address.
 */
export function fargateZones(scope: Construct, region: string): Zones {
  const ids = ONLY[region];
  const zones = new DataAwsAvailabilityZones(scope, "zones", {
    state: "available",
    // Local and wavelength zones must be opted into.
    filter: [
      { name: "opt-in-status", values: ["opt-in-not-required"] },
      ...(ids ? [{ name: "zone-id", values: [...ids] }] : []),
    ],
  });
  return { all: zones.names, inOwnVpc: `slice(sort(${zones.fqn}.names), 0, 2)` };
}
