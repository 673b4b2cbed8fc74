import { DescribeAutoScalingGroupsCommand, AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudFormationClient, CreateStackCommand, DeleteStackCommand } from "@aws-sdk/client-cloudformation";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import path from "node:path";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { projectFolder } from "../emulator/place";
import { furnish, reach } from "./account";
import { run } from "./command";
import { describeDeploying } from "./needs";
import { makeProject, stateBucket, type UserProject } from "./project";

/** Of the earlier stack, what a plan recognizes it by. */
const earlier = {
  StackName: "Megadetector",
  TemplateBody: JSON.stringify({
    Resources: {
      configuration: {
        Type: "AWS::AutoScaling::LaunchConfiguration",
        Properties: { ImageId: "ami-1", InstanceType: "g4dn.xlarge" },
      },
      asgMegadetectorASG: {
        Type: "AWS::AutoScaling::AutoScalingGroup",
        Properties: {
          MinSize: "0",
          MaxSize: "1",
          LaunchConfigurationName: { Ref: "configuration" },
          AvailabilityZones: ["us-west-2a"],
        },
      },
    },
  }),
};

describeDeploying("a deploy onto the name of a stack of the earlier tool", () => {
  let emulator: Emulator;
  let project: UserProject;

  beforeAll(async () => {
    emulator = await startEmulator();
    await furnish(emulator);
    await new CloudFormationClient(reach(emulator)).send(new CreateStackCommand(earlier));
    project = makeProject(emulator, { models: ["Megadetector"] });
  });
  afterAll(async () => {
    (project as UserProject | undefined)?.remove();
    await (emulator as Emulator | undefined)?.stop();
  });

  /** Whatever a deploy could have made first. */
  async function made() {
    const { AutoScalingGroups } = await new AutoScalingClient(reach(emulator)).send(
      new DescribeAutoScalingGroupsCommand({}),
    );
    const { Buckets } = await new S3Client({ ...reach(emulator), forcePathStyle: true }).send(
      new ListBucketsCommand({}),
    );
    const { QueueUrls = [] } = await new SQSClient(reach(emulator)).send(new ListQueuesCommand({}));
    const groups = AutoScalingGroups?.map(({ AutoScalingGroupName = "" }) => AutoScalingGroupName.split("-")[0]);
    return [groups, Buckets?.map(({ Name }) => Name), QueueUrls];
  }
  const nothing = [["Megadetector"], [stateBucket], []];

  test("cdktf deploy ends while it plans, and has made nothing", async () => {
    const cdktf = path.join(projectFolder(), "node_modules", ".bin", "cdktf");
    const { status, stdout, stderr } = await run(cdktf, ["deploy", "Megadetector", "--auto-approve"], project);
    // Not what Terraform says: without a terminal, cdktf sometimes ends before it has passed Terraform's errors on.
    expect(stdout + stderr).toContain("Terraform CLI failed with exit code 1");
    expect(status).toBe(1);
    expect(await made()).toEqual(nothing);
  });

  test("Terraform says whose name it is, and what to do", async () => {
    const { stderr } = await project.terraform("Megadetector", ["plan"], [1]);
    const said = stderr.replace(/[│\s]+/g, " ");
    expect(said).toMatch(
      /The CloudFormation stack Megadetector is not of this project and owns .*Megadetector-asgMegadetectorASG/,
    );
    expect(said).toContain("Nothing was changed. Choose another StackName, or move over as docs/migration.md says.");
  });

  test("./model deploy does not even begin, whatever it may take over", async () => {
    const command = [path.join(projectFolder(), "model"), "deploy", "Megadetector", "--auto-approve", "--take-over"];
    const refused = await run("node", command, project);
    expect(refused.stderr).toContain("a CloudFormation stack Megadetector exists that is not this project's");
    expect(refused.stderr).toContain("docs/migration.md");
    expect(refused.status).toBe(4);
    expect(await made()).toEqual(nothing);
  });

  test("once it is gone, the name is free", async () => {
    await new CloudFormationClient(reach(emulator)).send(new DeleteStackCommand({ StackName: "Megadetector" }));
    await project.cdktf("synth");
    const { stdout } = await project.terraform("Megadetector", ["plan"]);
    expect(stdout).toMatch(/Plan: \d+ to add, 0 to change, 0 to destroy/);
  });
});
