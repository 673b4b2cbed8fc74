import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  SetDesiredCapacityCommand,
} from "@aws-sdk/client-auto-scaling";
import { ECSClient, RunTaskCommand } from "@aws-sdk/client-ecs";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { furnish, reach } from "./account";
import { Agents } from "./agent";
import { describeDeploying } from "./needs";
import { makeProject, type UserProject } from "./project";

/** What `terraform plan -detailed-exitcode` ends with. */
const plan = { empty: 0, changes: 2 };

describeDeploying("the life of a stack, with the real cdktf, provider and S3 backend", () => {
  let emulator: Emulator;
  let project: UserProject;

  beforeAll(async () => {
    emulator = await startEmulator();
    await furnish(emulator);
    project = makeProject(emulator, { models: ["Megadetector"] });
    await project.cdktf("deploy", "Megadetector", "--auto-approve");
  });
  afterAll(async () => {
    (project as UserProject | undefined)?.remove();
    await (emulator as Emulator | undefined)?.stop();
  });

  const autoScaling = () => new AutoScalingClient(reach(emulator));
  const groups = async () =>
    (await autoScaling().send(new DescribeAutoScalingGroupsCommand({}))).AutoScalingGroups ?? [];
  const planned = () => project.terraform("Megadetector", ["plan", "-detailed-exitcode"], [plan.empty, plan.changes]);

  test("a second plan is empty", async () => {
    const { status, stdout } = await planned();
    expect(stdout).toContain("No changes.");
    expect(status).toBe(plan.empty);
  });

  test("a plan is empty while the fleet is scaled out and works", async () => {
    const AutoScalingGroupName = "Megadetector-fleet";
    await autoScaling().send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity: 1 }));
    const fleet = (await groups()).find((group) => group.AutoScalingGroupName === AutoScalingGroupName);
    expect(fleet?.Instances).toMatchObject([{ InstanceType: "g4dn.xlarge", ProtectedFromScaleIn: true }]);

    const agents = new Agents(emulator, "Megadetector", AutoScalingGroupName);
    await agents.register();
    const { tasks } = await new ECSClient(reach(emulator)).send(
      new RunTaskCommand({ cluster: "Megadetector", taskDefinition: "strongsort-yolov5" }),
    );
    expect(tasks).toHaveLength(1);
    await agents.started(tasks?.[0]?.taskArn);
    expect((await planned()).stdout).toContain("No changes.");
  });

  test("destroy ends the instance that works too, and leaves an empty state", async () => {
    await project.cdktf("destroy", "Megadetector", "--auto-approve");
    expect((await project.terraform("Megadetector", ["state", "list"])).stdout).toBe("");
    expect(await groups()).toEqual([]);
  });
});
