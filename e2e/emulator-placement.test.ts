import { DescribeContainerInstancesCommand, UpdateContainerInstancesStateCommand } from "@aws-sdk/client-ecs";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { describeEmulated } from "./needs";
import { SmallFleet } from "./small-fleet";

describeEmulated("the emulator places tasks and chooses instances as ECS does", () => {
  let furnished: Emulator;
  let fleet: SmallFleet;

  beforeAll(async () => {
    furnished = await startEmulator();
    await new SmallFleet(furnished).make();
  });
  afterAll(() => furnished.stop());
  beforeEach(async () => {
    fleet = new SmallFleet(await furnished.fork());
  });
  afterEach(() => fleet.emulator.stop());

  test("no task starts before an instance has registered", async () => {
    await expect(fleet.runTask()).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "No Container Instances were found in your cluster.",
    });
  });

  test("an instance has its type's GPUs; what no longer fits is a failure in the answer, not an error", async () => {
    await fleet.agents.register();
    const { tasks, failures } = await fleet.runTask({ count: 5 });
    expect(tasks?.map(({ containers }) => containers?.[0]?.gpuIds)).toEqual([
      ["GPU-0", "GPU-1"],
      ["GPU-0", "GPU-1"],
      ["GPU-2", "GPU-3"],
      ["GPU-2", "GPU-3"],
    ]);
    expect(failures?.map(({ reason }) => reason)).toEqual(["RESOURCE:GPU", "RESOURCE:GPU"]);
  });

  test("at most ten tasks a call", async () => {
    await fleet.agents.register();
    await expect(fleet.runTask({ count: 11 })).rejects.toMatchObject({ name: "InvalidParameterException" });
  });

  test("placement constraints hold, of the call and of the task definition", async () => {
    const [first] = await fleet.agents.register();
    const onFirst = { type: "memberOf" as const, expression: `ec2InstanceId in [${first}]` };
    const { tasks, failures } = await fleet.runTask({ count: 3, placementConstraints: [onFirst] });
    expect(tasks).toHaveLength(2);
    expect(new Set(tasks?.map(({ containerInstanceArn }) => containerInstanceArn)).size).toBe(1);
    expect(failures?.map(({ reason }) => reason)).toContain("MemberOf placement constraint unsatisfied.");

    await fleet.registerWorker("attribute:ecs.instance-type == g5.xlarge");
    expect((await fleet.runTask()).tasks).toEqual([]);
  });

  test("binpack fills an instance before the next", async () => {
    await fleet.agents.register();
    await fleet.runTask({ count: 2, placementStrategy: [{ type: "binpack", field: "memory" }] });
    const { containerInstances } = await fleet.ecs.send(
      new DescribeContainerInstancesCommand({
        cluster: fleet.cluster,
        containerInstances: await fleet.containerInstances(),
      }),
    );
    expect(containerInstances?.map(({ pendingTasksCount }) => pendingTasksCount).sort()).toEqual([0, 2]);
  });

  test("a draining instance takes no task; what runs on it runs on", async () => {
    await fleet.agents.register();
    const task = (await fleet.runTask()).tasks?.[0];
    await fleet.ecs.send(
      new UpdateContainerInstancesStateCommand({
        cluster: fleet.cluster,
        containerInstances: [task?.containerInstanceArn ?? ""],
        status: "DRAINING",
      }),
    );
    expect((await fleet.runTask({ count: 3 })).tasks).toHaveLength(2);
    expect(await fleet.task(task?.taskArn)).toMatchObject({ desiredStatus: "RUNNING" });
  });

  test.each([
    ["runningTasksCount == 0", 1],
    ["runningTasksCount >= 1 or agentConnected == false", 1],
    ["not (runningTasksCount > 0) && registeredAt > 2020-01-01T00:00:00Z", 1],
    ["registeredAt > 2100-01-01", 0],
    ["attribute:ecs.instance-type =~ g4dn.*", 2],
    ["attribute:ecs.instance-type !in [g4dn.12xlarge, g5.xlarge]", 0],
    ["attribute:rack exists", 0],
    ["task:group == family:worker", 1],
    ["task:group != family:worker", 1],
  ])("the filter %s chooses %i of two instances, one of which works", async (filter, count) => {
    await fleet.agents.register();
    await fleet.agents.started((await fleet.runTask()).tasks?.[0]?.taskArn);
    expect(await fleet.containerInstances(filter)).toHaveLength(count);
  });

  // The counts of pending tasks are none of the language's subjects: whoever filters by them gets an error from AWS.
  test.each([
    "pendingTasksCount == 0",
    "runningTasksCount = 0",
    "runningTasksCount == many",
    "(agentConnected == true",
  ])("the filter %s is refused", async (filter) => {
    await fleet.agents.register();
    await expect(fleet.containerInstances(filter)).rejects.toMatchObject({ name: "InvalidParameterException" });
  });
});
