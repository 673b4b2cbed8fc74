import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  SetDesiredCapacityCommand,
} from "@aws-sdk/client-auto-scaling";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { furnish, reach } from "./account";
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

  const groups = async () => {
    const autoScaling = new AutoScalingClient(reach(emulator));
    return (await autoScaling.send(new DescribeAutoScalingGroupsCommand({}))).AutoScalingGroups ?? [];
  };
  const planned = () => project.terraform("Megadetector", ["plan", "-detailed-exitcode"], [plan.empty, plan.changes]);

  test("a second plan is empty", async () => {
    const { status, stdout } = await planned();
    expect(stdout).toContain("No changes.");
    expect(status).toBe(plan.empty);
  });

  test("a plan is empty while the fleet is scaled out", async () => {
    const autoScaling = new AutoScalingClient(reach(emulator));
    const name = "Megadetector-fleet";
    await autoScaling.send(new SetDesiredCapacityCommand({ AutoScalingGroupName: name, DesiredCapacity: 1 }));
    const fleet = (await groups()).find((group) => group.AutoScalingGroupName === name);
    expect(fleet?.Instances).toMatchObject([{ InstanceType: "g4dn.xlarge", ProtectedFromScaleIn: true }]);
    expect((await planned()).stdout).toContain("No changes.");
  });

  test("destroy ends the instances too and leaves an empty state", async () => {
    await project.cdktf("destroy", "Megadetector", "--auto-approve");
    expect((await project.terraform("Megadetector", ["state", "list"])).stdout).toBe("");
    expect(await groups()).toEqual([]);
  });
});
