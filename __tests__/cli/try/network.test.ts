import { CreateVpcCommand, EC2Client, type CreateSubnetCommandInput } from "@aws-sdk/client-ec2";
import { networkFor } from "../../../cli/try/network";
import type { NetworkSpec } from "../../../models/format/spec";
import { sampleSpec } from "../../constructs/sample";

const subnets: CreateSubnetCommandInput[] = [];
let vpcs: (string | undefined)[] = [];

beforeEach(() => {
  [subnets.length, vpcs] = [0, []];
  const answer = (command: object) => {
    if (command instanceof CreateVpcCommand) {
      vpcs.push(command.input.TagSpecifications?.[0]?.Tags?.[0]?.Value);
      return Promise.resolve({ Vpc: { VpcId: "vpc-made" } });
    }
    subnets.push((command as { input: CreateSubnetCommandInput }).input);
    return Promise.resolve({ Subnet: { SubnetId: `subnet-made${subnets.length}` } });
  };
  // Of the overloads, the type of the mock knows the one with a callback alone.
  jest.spyOn(EC2Client.prototype, "send").mockImplementation(answer as never);
});
afterEach(() => jest.restoreAllMocks());

const found = (network: NetworkSpec, yaml: string) => networkFor(sampleSpec({ network }), yaml);

test("a VPC known by its name is made with that name, with a subnet in each of two zones", async () => {
  const yaml = "Network: { VpcName: research }\n";
  expect(await found({ kind: "name", vpcName: "research" }, yaml)).toBe(yaml);
  expect(vpcs).toEqual(["research"]);
  expect(subnets.map(({ AvailabilityZone }) => AvailabilityZone)).toEqual(["us-west-2a", "us-west-2b"]);
});

test("ids of a VPC and of its subnets become those of what was made", async () => {
  const network = { kind: "id", vpcId: "vpc-0123", subnetIds: ["subnet-0a", "subnet-0b"] } as const;
  const yaml = "Network: { VpcId: vpc-0123, SubnetIds: [subnet-0a, subnet-0b] }\n";
  expect(await found(network, yaml)).toBe("Network: { VpcId: vpc-made, SubnetIds: [subnet-made1, subnet-made2] }\n");
});

test("for a network of its own, and for the account's default one, nothing is made", async () => {
  expect(await found({ kind: "own" }, "x")).toBe("x");
  expect(await found({ kind: "default" }, "x")).toBe("x");
  expect(vpcs).toEqual([]);
});
