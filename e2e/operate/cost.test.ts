import { actionsOf } from "../../operate/permissions";
import { describeEmulated } from "../needs";
import { HandMade } from "./hand-made";
import { refusedBy } from "./refused";
import { setStage } from "./stage";

describeEmulated("./model cost", () => {
  const stage = setStage((account) => new HandMade(account).make());
  let stack: HandMade;
  beforeEach(() => (stack = new HandMade(stage.account)));

  test("a month in which nothing ran", async () => {
    const { status, stdout } = await stage.model("cost", "Megadetector");
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^Megadetector in \d{4}-\d\d\ninstances {2}0\nhours {6}0\.0\ndollars {4}\$0\.00 {2}\(on demand, /,
    );
  });

  test("instances that ran and that run, from the group's own activities", async () => {
    await stack.order(2);
    const [first] = await stack.instances();
    await stack.endInstance(first);
    const { stdout } = await stage.model("cost", "Megadetector", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ model: "Megadetector", instances: 2, lost: [] });
    expect((await stage.model("cost", "Megadetector")).stdout).toContain("instances  2\n");
  });

  test("without permission it says which", async () => {
    stage.between.refuse("ec2:DescribeInstances");
    const { status, stderr } = await stage.model("cost", "Megadetector");
    expect(status).toBe(3);
    expect(stderr).toMatch(/^error: your AWS credentials lack the permission ec2:DescribeInstances/);
  });

  test("a stack that is not deployed", async () => {
    stage.leaveAccount();
    expect((await stage.model("cost", "Megadetector")).stderr).toMatch(/^error: Megadetector is not deployed/);
  });

  test("the permissions that it asks for are those that all of this needed, and its policy allows it", () => {
    expect(stage.between.actions()).toEqual(actionsOf("cost"));
    expect(refusedBy(["cost"], stage.between.calls)).toEqual([]);
  });
});
