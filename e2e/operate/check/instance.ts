import { EC2Client, ModifyEbsDefaultKmsKeyIdCommand } from "@aws-sdk/client-ec2";
import { CreateGrantCommand, CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { reach } from "../../account";
import type { Trial } from "./trial";

export function instanceCases({ stage, line }: Trial): void {
  test("instance types: one that the region does not offer", async () => {
    const p5 = { name: "p5.48xlarge", gpus: 8, vcpus: 192, memoryMib: 2097152 };
    expect(await line("instance types", { instanceTypes: [p5], region: "eu-central-2" })).toMatchObject({
      mark: "wrong",
      says: "no zone of eu-central-2 offers p5.48xlarge",
    });
  });

  test("machine image: a region without it", async () => {
    stage.between.refuse("ssm:GetParameter", "ParameterNotFound");
    expect(await line("machine image")).toMatchObject({
      mark: "wrong",
      says: expect.stringContaining("us-west-2 has no ECS GPU-optimized machine image") as string,
    });
  });

  test("disk key: one of the account's own, before and after Auto Scaling may use it", async () => {
    const kms = new KMSClient(reach(stage.account));
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    await new EC2Client(reach(stage.account)).send(
      new ModifyEbsDefaultKmsKeyIdCommand({ KmsKeyId: KeyMetadata?.KeyId }),
    );
    const finding = await line("disk key");
    expect(finding).toMatchObject({
      mark: "wrong",
      says: expect.stringMatching(/which Auto Scaling may not use: no instance can start$/) as string,
    });
    const role = /--grantee-principal (\S+)/.exec(finding?.advice ?? "")?.[1];
    await kms.send(
      new CreateGrantCommand({
        KeyId: KeyMetadata?.KeyId,
        GranteePrincipal: role,
        Operations: ["Decrypt", "CreateGrant"],
      }),
    );
    expect(await line("disk key")).toMatchObject({
      mark: "ok",
      says: expect.stringMatching(/, which Auto Scaling may use$/) as string,
    });
  });
}
