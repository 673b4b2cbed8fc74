import { EC2Client, RunInstancesCommand } from "@aws-sdk/client-ec2";
import { RequestServiceQuotaIncreaseCommand, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { reach } from "../../account";
import type { Trial } from "./trial";

export function gpuQuotaCases({ stage, line }: Trial): void {
  describe("GPU quota", () => {
    const grant = (QuotaCode: string, DesiredValue: number) =>
      new ServiceQuotasClient(reach(stage.account)).send(
        new RequestServiceQuotaIncreaseCommand({ ServiceCode: "ec2", QuotaCode, DesiredValue }),
      );

    test("none: no instance can start", async () => {
      await grant("L-DB2E81BA", 0);
      expect(await line("GPU quota")).toEqual({
        mark: "wrong",
        says: 'FleetSize 3 × g4dn.xlarge needs 12 vCPUs; the quota "Running On-Demand G and VT instances" is 0: no instance can start',
        advice: `Ask AWS for more, which takes hours to days:
aws service-quotas request-service-quota-increase --service-code ec2 --quota-code L-DB2E81BA --desired-value 12 --region us-west-2`,
      });
    });

    test("nothing granted yet: what AWS gives to every account counts", async () => {
      stage.between.refuse("servicequotas:GetServiceQuota", "NoSuchResourceException");
      expect(await line("GPU quota")).toMatchObject({
        mark: "wrong",
        says: expect.stringContaining("is 0:") as string,
      });
    });

    test("too little for the whole fleet", async () => {
      await grant("L-DB2E81BA", 8);
      expect(await line("GPU quota")).toMatchObject({
        mark: "wrong",
        says: expect.stringMatching(/is 8: at most 2 instances of g4dn\.xlarge can run$/) as string,
        advice: expect.stringMatching(/^Ask AWS for more, which takes hours to days, or lower FleetSize:/) as string,
      });
    });

    test("Spot and P types have quotas of their own", async () => {
      await grant("L-3819A6DF", 0);
      expect(await line("GPU quota")).toMatchObject({ mark: "ok" });
      expect(await line("GPU quota", { spot: true })).toMatchObject({
        mark: "wrong",
        says: expect.stringContaining("All G and VT Spot Instance Requests") as string,
      });
      await grant("L-417A185B", 0);
      const instanceTypes = [{ name: "p3.2xlarge", gpus: 1, vcpus: 8, memoryMib: 62464 }];
      expect(await line("GPU quota", { instanceTypes })).toMatchObject({
        mark: "wrong",
        says: expect.stringContaining("Running On-Demand P instances") as string,
      });
    });

    test("what others use of it now", async () => {
      await grant("L-DB2E81BA", 12);
      const others = { ImageId: "ami-12c6146b", InstanceType: "g5.xlarge", MinCount: 1, MaxCount: 1 } as const;
      await new EC2Client(reach(stage.account)).send(new RunInstancesCommand(others));
      expect(await line("GPU quota")).toMatchObject({
        mark: "ok",
        advice: expect.stringContaining("use 4 of them now") as string,
      });
    });
  });
}
