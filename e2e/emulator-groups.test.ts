import {
  DeleteAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeScalingActivitiesCommand,
  SetDesiredCapacityCommand,
  TerminateInstanceInAutoScalingGroupCommand,
  UpdateAutoScalingGroupCommand,
  type UpdateAutoScalingGroupCommandInput,
} from "@aws-sdk/client-auto-scaling";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { describeEmulated } from "./needs";
import { SmallFleet } from "./small-fleet";

describeEmulated("the emulator's groups change their size as EC2 Auto Scaling's", () => {
  let furnished: Emulator;
  let fleet: SmallFleet;
  const AutoScalingGroupName = "fleet";

  beforeAll(async () => {
    furnished = await startEmulator();
    await new SmallFleet(furnished).make();
  });
  afterAll(() => furnished.stop());
  beforeEach(async () => {
    fleet = new SmallFleet(await furnished.fork());
  });
  afterEach(() => fleet.emulator.stop());

  const instances = async () => {
    const command = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [AutoScalingGroupName] });
    const group = (await fleet.autoScaling.send(command)).AutoScalingGroups?.[0];
    return { desired: group?.DesiredCapacity, ids: (group?.Instances ?? []).map(({ InstanceId }) => InstanceId ?? "") };
  };
  const size = async () => {
    const { desired, ids } = await instances();
    return { desired, running: ids.length };
  };
  const order = (DesiredCapacity: number) =>
    fleet.autoScaling.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity }));
  const update = (input: Partial<UpdateAutoScalingGroupCommandInput>) =>
    fleet.autoScaling.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, ...input }));
  const end = async (InstanceId: string | undefined, ShouldDecrementDesiredCapacity: boolean) =>
    fleet.autoScaling.send(
      new TerminateInstanceInAutoScalingGroupCommand({ InstanceId, ShouldDecrementDesiredCapacity }),
    );

  test("a desired capacity beyond the maximum is refused", async () => {
    await expect(order(3)).rejects.toMatchObject({ name: "ValidationError" });
    expect(await size()).toEqual({ desired: 2, running: 2 });
  });

  test("protected instances stay when the desired capacity falls, and a raised maximum orders nothing", async () => {
    await update({ MaxSize: 1 });
    expect(await size()).toEqual({ desired: 1, running: 2 });
    await update({ MaxSize: 6 });
    expect(await size()).toEqual({ desired: 1, running: 2 });
    await expect(update({ DesiredCapacity: 7 })).rejects.toMatchObject({ name: "ValidationError" });
  });

  test("an instance ends with decrement, or without when the desired capacity is lower already", async () => {
    const { ids } = await instances();
    await order(1);
    await end(ids[0], false);
    expect(await instances()).toEqual({ desired: 1, ids: ids.slice(1) });
    await end(ids[1], true);
    expect(await size()).toEqual({ desired: 0, running: 0 });
  });

  test("without decrement an instance that the desired capacity counts is replaced", async () => {
    const { ids } = await instances();
    await end(ids[0], false);
    expect(await size()).toEqual({ desired: 2, running: 2 });
    expect((await instances()).ids).not.toContain(ids[0]);
  });

  test("a decrement below the minimum is refused, and an instance of no group", async () => {
    const { ids } = await instances();
    await update({ MinSize: 2 });
    await expect(end(ids[0], true)).rejects.toMatchObject({ name: "ValidationError" });
    await expect(end("i-0123456789abcdef0", true)).rejects.toMatchObject({ name: "ValidationError" });
    expect(await size()).toEqual({ desired: 2, running: 2 });
  });

  test("a group with instances is deleted by force alone", async () => {
    const remove = (ForceDelete: boolean) =>
      fleet.autoScaling.send(new DeleteAutoScalingGroupCommand({ AutoScalingGroupName, ForceDelete }));
    await fleet.agents.register();
    await expect(remove(false)).rejects.toMatchObject({ name: "ResourceInUseFault" });
    await remove(true);
    expect(await fleet.containerInstances()).toEqual([]);
  });

  test("launches and ends are told as scaling activities, the newest first", async () => {
    const { ids } = await instances();
    await end(ids[0], true);
    const activities = async (name: string) =>
      (await fleet.autoScaling.send(new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name }))).Activities;
    expect((await activities(AutoScalingGroupName))?.map(({ Description }) => Description)).toEqual([
      `Terminating EC2 instance: ${ids[0]}`,
      `Launching a new EC2 instance: ${ids[1]}`,
      `Launching a new EC2 instance: ${ids[0]}`,
    ]);
    await expect(activities("unknown")).rejects.toMatchObject({ name: "ValidationError" });
  });
});
