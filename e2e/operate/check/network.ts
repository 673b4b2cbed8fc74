import { CreateVpcCommand, EC2Client } from "@aws-sdk/client-ec2";
import { reach } from "../../account";
import type { Trial } from "./trial";

export function networkCases({ stage, line }: Trial): void {
  describe("network", () => {
    test("no room for another VPC", async () => {
      const ec2 = new EC2Client(reach(stage.account));
      for (const third of [1, 2, 3, 4]) await ec2.send(new CreateVpcCommand({ CidrBlock: `10.${third}.0.0/16` }));
      expect(await line("network")).toMatchObject({
        mark: "wrong",
        says: expect.stringMatching(/^us-west-2 has 5 VPCs, and the quota "VPCs per Region" is 5/) as string,
      });
    });

    test("an existing VPC with subnets where the types are offered", async () => {
      expect(await line("network", { network: { kind: "default" } })).toMatchObject({
        mark: "ok",
        says: expect.stringMatching(/^vpc-\w+ with 3 subnets in zones that offer/) as string,
      });
    });

    test("a VPC that does not exist, by id or by name", async () => {
      for (const network of [
        { kind: "id", vpcId: "vpc-0123456789abcdef0" },
        { kind: "name", vpcName: "reserch" },
      ] as const) {
        expect(await line("network", { network })).toMatchObject({
          mark: "wrong",
          says: expect.stringMatching(/^there is no VPC /) as string,
        });
      }
    });

    test("a subnet of another VPC", async () => {
      const network = { kind: "default", subnetIds: ["subnet-0123456789abcdef0"] } as const;
      expect(await line("network", { network })).toMatchObject({
        mark: "wrong",
        says: expect.stringMatching(/^not in vpc-\w+: subnet-0123456789abcdef0$/) as string,
      });
    });
  });
}
