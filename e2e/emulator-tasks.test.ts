import { TerminateInstanceInAutoScalingGroupCommand } from "@aws-sdk/client-auto-scaling";
import {
  CreateClusterCommand,
  DeleteClusterCommand,
  DeregisterTaskDefinitionCommand,
  DescribeTasksCommand,
  ListTasksCommand,
  StopTaskCommand,
  type ListTasksCommandInput,
} from "@aws-sdk/client-ecs";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { describeEmulated } from "./needs";
import { SmallFleet } from "./small-fleet";

describeEmulated("the emulator's tasks live and end as ECS's", () => {
  let furnished: Emulator;
  let fleet: SmallFleet;

  beforeAll(async () => {
    furnished = await startEmulator();
    await new SmallFleet(furnished).make();
  });
  afterAll(() => furnished.stop());
  beforeEach(async () => {
    fleet = new SmallFleet(await furnished.fork());
    await fleet.agents.register();
  });
  afterEach(() => fleet.emulator.stop());

  const startTasks = async (count: number) =>
    ((await fleet.runTask({ count })).tasks ?? []).map(({ taskArn }) => taskArn ?? "");
  const list = async (input: Partial<ListTasksCommandInput>) =>
    fleet.ecs.send(new ListTasksCommand({ cluster: fleet.cluster, ...input }));

  test("a task runs when its agent says so, and tells how it ended", async () => {
    const [task, unpulled] = await startTasks(2);
    expect(await fleet.task(task)).toMatchObject({ desiredStatus: "RUNNING", lastStatus: "PENDING" });
    await fleet.agents.started(task);
    expect(await fleet.task(task)).toMatchObject({ lastStatus: "RUNNING", startedAt: expect.any(Date) as Date });
    expect(await fleet.task(task)).toMatchObject({ lastStatus: "RUNNING" });

    await fleet.agents.ended(task, "worker", 137);
    expect(await fleet.task(task)).toMatchObject({
      lastStatus: "STOPPED",
      stopCode: "EssentialContainerExited",
      stoppedAt: expect.any(Date) as Date,
      containers: [{ exitCode: 137 }],
    });
    await fleet.agents.failedToStart(unpulled, "CannotPullContainerError: no such image");
    expect(await fleet.task(unpulled)).toMatchObject({
      stopCode: "TaskFailedToStart",
      stoppedReason: "CannotPullContainerError: no such image",
    });
  });

  test("StopTask asks; the task keeps its GPUs until its container has ended", async () => {
    const [task] = await startTasks(4);
    await fleet.agents.started(task);
    await fleet.ecs.send(new StopTaskCommand({ cluster: fleet.cluster, task, reason: "too old" }));
    expect(await fleet.task(task)).toMatchObject({ desiredStatus: "STOPPED", lastStatus: "RUNNING" });
    expect(await startTasks(1)).toEqual([]);
    await fleet.agents.ended(task, "worker", 0);
    expect(await fleet.task(task)).toMatchObject({ stopCode: "UserInitiated", stoppedReason: "too old" });
    expect(await startTasks(1)).toHaveLength(1);
  });

  test("ListTasks lists what should run, of this cluster alone and of every revision, a hundred a page", async () => {
    await fleet.ecs.send(new CreateClusterCommand({ clusterName: "Mega" }));
    const [ended, ...others] = await startTasks(4);
    await fleet.agents.ended(ended, "worker", 0);
    await fleet.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: "worker:1" }));

    expect((await list({ family: "worker" })).taskArns).toEqual(others);
    expect((await list({ desiredStatus: "STOPPED" })).taskArns).toEqual([ended]);
    expect((await list({ cluster: "Mega" })).taskArns).toEqual([]);
    const { taskArns, nextToken } = await list({ maxResults: 2 });
    expect(taskArns).toEqual(others.slice(0, 2));
    expect((await list({ maxResults: 2, nextToken })).taskArns).toEqual(others.slice(2));
  });

  test("DescribeTasks names what is missing", async () => {
    const [task = ""] = await startTasks(1);
    const { tasks, failures } = await fleet.ecs.send(
      new DescribeTasksCommand({ cluster: fleet.cluster, tasks: [task, "gone"] }),
    );
    expect(tasks).toHaveLength(1);
    expect(failures).toMatchObject([{ reason: "MISSING" }]);
  });

  test("a deregistered revision starts no task", async () => {
    await fleet.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: "worker:1" }));
    await expect(fleet.runTask({ taskDefinition: "worker:1" })).rejects.toMatchObject({ name: "ClientException" });
  });

  test("an instance that ends leaves the cluster with its tasks, which tell why", async () => {
    const [instance] = await fleet.containerInstances();
    const tasks = await Promise.all((await startTasks(4)).map((task) => fleet.task(task)));
    const lost = tasks.find(({ containerInstanceArn } = {}) => containerInstanceArn === instance);
    await expect(fleet.ecs.send(new DeleteClusterCommand({ cluster: fleet.cluster }))).rejects.toMatchObject({
      name: "ClusterContainsContainerInstancesException",
    });
    const InstanceId = await instanceOf(instance);
    await fleet.autoScaling.send(
      new TerminateInstanceInAutoScalingGroupCommand({ InstanceId, ShouldDecrementDesiredCapacity: true }),
    );
    expect(await fleet.containerInstances()).toHaveLength(1);
    expect(await fleet.task(lost?.taskArn)).toMatchObject({
      lastStatus: "STOPPED",
      stoppedReason: `Host EC2 (instance ${InstanceId}) terminated.`,
    });
  });

  const instanceOf = async (containerInstance: string | undefined) =>
    (await fleet.agents.registered()).get(containerInstance);
});
