import { CloudFormationClient, CreateStackCommand } from "@aws-sdk/client-cloudformation";
import { CreateClusterCommand, ECSClient } from "@aws-sdk/client-ecs";
import { reach } from "../../account";
import type { Trial } from "./trial";

export function nameCases({ stage, line }: Trial): void {
  describe("name", () => {
    test("a CloudFormation stack that is not ours", async () => {
      const TemplateBody = JSON.stringify({ Resources: { Topic: { Type: "AWS::SNS::Topic" } } });
      const cloudFormation = new CloudFormationClient(reach(stage.account));
      await cloudFormation.send(new CreateStackCommand({ StackName: "Sample", TemplateBody }));
      expect(await line("name")).toMatchObject({
        mark: "wrong",
        advice: expect.stringContaining(
          "aws cloudformation delete-stack --stack-name Sample --region us-west-2",
        ) as string,
      });
    });

    test("a cluster that is not ours", async () => {
      await new ECSClient(reach(stage.account)).send(new CreateClusterCommand({ clusterName: "Sample" }));
      expect(await line("name")).toMatchObject({
        mark: "wrong",
        says: expect.stringContaining("ECS cluster") as string,
      });
    });

    test("ours, after a deploy", async () => {
      const tags = [
        { key: "Model", value: "Sample" },
        { key: "ManagedBy", value: "elastic-models" },
      ];
      await new ECSClient(reach(stage.account)).send(new CreateClusterCommand({ clusterName: "Sample", tags }));
      expect(await line("name")).toEqual({ mark: "ok", says: "Sample is deployed already" });
    });
  });
}
