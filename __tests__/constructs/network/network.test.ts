import fc from "fast-check";
import { anySpec } from "../any-spec";
import { sampleSpec } from "../sample";
import { only, synthesize } from "../synthesize";
import { runs } from "../../runs";

test("a VPC of its own has a public subnet in every zone, S3 without a detour, and no NAT gateway", () => {
  const { resource } = synthesize(sampleSpec());
  expect(only(resource.aws_subnet)).toMatchObject({
    for_each: "${toset(data.aws_availability_zones.network_vpc_zones.names)}",
    availability_zone: "${each.value}",
    map_public_ip_on_launch: true,
  });
  expect(only(resource.aws_vpc_endpoint)).toMatchObject({
    service_name: "com.amazonaws.us-west-2.s3",
    vpc_endpoint_type: "Gateway",
  });
  expect(resource.aws_nat_gateway).toBeUndefined();
});

test("another instance type changes which subnets the group uses, and no subnet", () => {
  const type = { name: "g6.xlarge", gpus: 1, vcpus: 4, memoryMib: 16384 };
  const [one, other] = [synthesize(sampleSpec()), synthesize(sampleSpec({ instanceTypes: [type] }))];
  expect(other.resource.aws_subnet).toEqual(one.resource.aws_subnet);
  expect(other.data.aws_ec2_instance_type_offerings).not.toEqual(one.data.aws_ec2_instance_type_offerings);
  expect(only(one.resource.aws_autoscaling_group).vpc_zone_identifier).toContain(
    "if contains(data.aws_ec2_instance_type_offerings.network_offerings.locations, zone)",
  );
});

describe("an existing network", () => {
  const vpc = (network: Parameters<typeof sampleSpec>[0]) => synthesize(sampleSpec(network));

  test("is found by id, by name, or as the account's default, and nothing is made in its place", () => {
    const byId = vpc({ network: { kind: "id", vpcId: "vpc-1" } });
    expect(only(byId.data.aws_vpc)).toEqual({ id: "vpc-1" });
    expect(only(vpc({ network: { kind: "name", vpcName: "lab" } }).data.aws_vpc)).toEqual({ tags: { Name: "lab" } });
    expect(only(vpc({ network: { kind: "default" } }).data.aws_vpc)).toEqual({ default: true });
    for (const type of ["aws_vpc", "aws_subnet", "aws_internet_gateway", "aws_route_table"]) {
      expect(byId.resource).not.toHaveProperty(type);
    }
  });

  test("offers its subnets in zones that offer the types, or exactly the named ones, and says when one is missing", () => {
    const all = only(vpc({ network: { kind: "default" } }).data.aws_subnets);
    expect(all.filter).toContainEqual({
      name: "availability-zone",
      values: "${data.aws_ec2_instance_type_offerings.network_offerings.locations}",
    });
    const named = only(
      vpc({ network: { kind: "id", vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-b"] } }).data.aws_subnets,
    );
    expect(named.filter).toContainEqual({ name: "subnet-id", values: ["subnet-a", "subnet-b"] });
    expect(named.lifecycle).toEqual({
      postcondition: [
        {
          condition: "${length(self.ids) == 2}",
          error_message: "Network.SubnetIds: not all of subnet-a, subnet-b are subnets of the VPC vpc-1.",
        },
      ],
    });
  });
});

test("nobody gets in, except by ssh from the ranges that Debug names", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const { resource } = synthesize(spec);
      expect(only(resource.aws_security_group)).not.toHaveProperty("ingress");
      const rules = Object.values(resource.aws_vpc_security_group_ingress_rule ?? {});
      expect(rules.map((rule) => rule.cidr_ipv4 as string).sort()).toEqual(
        [...(spec.debug?.allowSshFrom ?? [])].sort(),
      );
      for (const rule of rules) expect(rule).toMatchObject({ from_port: 22, to_port: 22, ip_protocol: "tcp" });
    }),
    runs(8),
  );
});
