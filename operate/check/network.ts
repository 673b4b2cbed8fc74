import { EC2Client, type Filter, paginateDescribeSubnets, paginateDescribeVpcs } from "@aws-sdk/client-ec2";
import type { FleetSpec, NetworkSpec, StackSpec } from "../../models/format/spec";
import { isDenied, pages, unlessMissing } from "../aws-failure";
import { offeredZones } from "../offered-zones";
import { isOurs } from "../ours";
import { reach } from "../reach";
import { checkOf, type Plan, type WithFleet } from "./check";
import { count, ok, wrong, type Finding } from "./finding";
import { grantedQuota } from "./granted-quota";

type ExistingNetwork = Exclude<NetworkSpec, { kind: "own" }>;

export interface VpcSubnet {
  readonly id: string;
  readonly zone: string;
  /** True: it gives public addresses to what starts in it. */
  readonly public: boolean;
}

export type NetworkFacts =
  | { readonly vpcs: number; readonly granted: number; readonly hasOwn: boolean }
  | {
      readonly found: readonly string[];
      readonly subnets: readonly VpcSubnet[];
      /** Zones that offer one of the model's instance types, or for a task on Fargate all. */
      readonly offered: readonly string[];
    };

/** Whether the stack's VPC can be made, or the one that the YAML names is there with subnets for the instances. */
export const network = checkOf("network", ({ spec }: Plan<WithFleet>) => gatherNetwork(spec, spec), explainNetwork);

/** @param fleet the instances that are to run there; none: tasks on Fargate */
export async function gatherNetwork(
  spec: StackSpec,
  fleet: Pick<FleetSpec, "instanceTypes"> | undefined,
): Promise<NetworkFacts> {
  const { network, region, stackName } = spec;
  const client = new EC2Client(reach(region));
  if (network.kind === "own") {
    const [listed, granted] = await Promise.all([
      pages("ec2:DescribeVpcs", paginateDescribeVpcs({ client }, {})),
      grantedQuota("vpc", "L-F678F1CE", region), // "VPCs per Region"
    ]);
    const vpcs = listed.flatMap(({ Vpcs = [] }) => Vpcs);
    const hasOwn = vpcs.some(({ Tags }) => isOurs(Tags, stackName));
    return { vpcs: vpcs.length, granted: granted ?? Infinity, hasOwn };
  }
  const listed = await unlessMissing(
    ["InvalidVpcID.NotFound"],
    pages("ec2:DescribeVpcs", paginateDescribeVpcs({ client }, { Filters: [filterFor(network)] })),
  );
  const found = (listed ?? []).flatMap(({ Vpcs = [] }) => Vpcs.map(({ VpcId = "" }) => VpcId));
  if (found.length !== 1) return { found, subnets: [], offered: [] };
  const [inVpc, zones] = await Promise.all([
    pages("ec2:DescribeSubnets", paginateDescribeSubnets({ client }, { Filters: [{ Name: "vpc-id", Values: found }] })),
    fleet && zonesIfAllowed(spec.region, fleet),
  ]);
  const subnets = inVpc.flatMap(({ Subnets = [] }) => Subnets);
  return {
    found,
    subnets: subnets.map(({ SubnetId: id = "", AvailabilityZone: zone = "", MapPublicIpOnLaunch = false }) => ({
      id,
      zone,
      public: MapPublicIpOnLaunch,
    })),
    offered: zones ?? subnets.map(({ AvailabilityZone = "" }) => AvailabilityZone),
  };
}

/** Without leave to look, another line of the check says so. */
async function zonesIfAllowed(
  region: string,
  { instanceTypes }: Pick<FleetSpec, "instanceTypes">,
): Promise<readonly string[] | undefined> {
  try {
    return [...(await offeredZones({ region, instanceTypes })).values()].flat();
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}

function filterFor(network: ExistingNetwork): Filter {
  switch (network.kind) {
    case "id":
      return { Name: "vpc-id", Values: [network.vpcId] };
    case "name":
      return { Name: "tag:Name", Values: [network.vpcName] };
    case "default":
      return { Name: "is-default", Values: ["true"] };
  }
}

export function explainNetwork(
  facts: NetworkFacts,
  { spec: { network, region } }: Pick<Plan<StackSpec>, "spec">,
): Finding {
  if (network.kind === "own" || "vpcs" in facts)
    return explainOwn(facts as Extract<NetworkFacts, { vpcs: number }>, region);
  const asked = described(network);
  const [vpc] = facts.found;
  if (!vpc)
    return wrong(
      `there is no VPC ${asked} in ${region}`,
      "Correct Network, or leave it out for a VPC of the stack's own.",
    );
  if (facts.found.length > 1)
    return wrong(`${facts.found.length} VPCs are ${asked}: ${facts.found.join(", ")}`, "Name one by its VpcId.");
  const usable = facts.subnets.filter(({ zone }) => facts.offered.includes(zone));
  const { subnetIds } = network;
  const strangers = subnetIds?.filter((id) => !facts.subnets.some((subnet) => subnet.id === id)) ?? [];
  if (strangers.length > 0) return wrong(`not in ${vpc}: ${strangers.join(", ")}`, "Correct Network.SubnetIds.");
  const chosen = usable.filter(({ id }) => !subnetIds || subnetIds.includes(id));
  if (chosen.length === 0)
    return wrong(
      `no subnet of ${vpc}${subnetIds ? " that is named" : ""} lies in a zone that offers the model's instance types`,
      "Name other InstanceTypes or subnets, or leave Network out for a VPC of the stack's own.",
    );
  return ok(`${vpc} with ${count(chosen.length, "subnet")} in zones that offer the model's instance types`);
}

function explainOwn({ vpcs, granted, hasOwn }: Extract<NetworkFacts, { vpcs: number }>, region: string): Finding {
  if (hasOwn) return ok("its VPC is there already");
  if (vpcs < granted) return ok(`${region} has ${count(vpcs, "VPC")} of the ${granted} that the quota allows`);
  return wrong(
    `${region} has ${count(vpcs, "VPC")}, and the quota "VPCs per Region" is ${granted}: the stack's own cannot be made`,
    `Let the model use an existing one (Network: {VpcName: default}), delete one that is not needed, or ask AWS for more:
aws service-quotas request-service-quota-increase --service-code vpc --quota-code L-F678F1CE --desired-value ${vpcs + 1} --region ${region}`,
  );
}

function described(network: ExistingNetwork): string {
  switch (network.kind) {
    case "id":
      return network.vpcId;
    case "name":
      return `named ${network.vpcName}`;
    case "default":
      return "that is the default";
  }
}
