import { chooseInstance, chooseTask, wayOf } from "../../operate/shell/choose";
import { asLine, commandFor } from "../../operate/shell/command";
import type { Cluster, Group, Task } from "../../operate/status/facts";
import { sampleSpec } from "../constructs/sample";
import { endedTask, factsOf, finishingTask, runningTask } from "./facts";

const closed = { sessionManager: false, exec: false, allowSshFrom: [] };
const all = { sessionManager: true, exec: true, allowSshFrom: ["192.0.2.0/24"] };
const somewhere = { container: false };

describe("the way in", () => {
  test.each([
    ["Session Manager before all others", all, somewhere, "session manager"],
    ["ssh, where that is what is open", { ...all, sessionManager: false }, somewhere, "ssh"],
    ["the container, where nothing else is open", { ...closed, exec: true }, somewhere, "exec"],
    ["the container, when asked for", all, { container: true }, "exec"],
    ["a worker by its id", all, { container: false, task: "t" }, "exec"],
    ["no container without Exec", { ...all, exec: false }, { container: true }, undefined],
    ["no instance by way of a container", { ...closed, exec: true }, { container: false, instance: "i-0" }, undefined],
  ])("%s", (_, debug, wish, way) => {
    expect(wayOf(debug, wish)).toBe(way);
  });
});

type Scene = Parameters<typeof factsOf>[0];
const seen = (scene: Scene): { group: Group; cluster: Cluster } => {
  const { group, cluster } = factsOf(scene);
  if (!group || !cluster) throw new Error("the scene has both");
  return { group, cluster };
};
const instanceIn = (scene: Scene, wanted?: string) => {
  const { group, cluster } = seen(scene);
  return chooseInstance("session manager", group, cluster, wanted);
};

describe("the instance", () => {
  const instances = [{ age: 900 }, { age: 600 }, { age: 60, registered: false }];
  const worker = (instance: number): Task => ({ ...runningTask, containerInstanceArn: `ci-${instance}` });

  test("with a worker, though others are younger", () => {
    expect(instanceIn({ instances, tasks: [worker(0)] })).toEqual({
      way: "session manager",
      instanceId: "i-0",
      because: "worker t runs on it",
    });
  });
  test("of several with a worker, the youngest", () => {
    expect(instanceIn({ instances, tasks: [worker(0), worker(1)] })).toMatchObject({ instanceId: "i-1" });
  });
  test("without workers, the youngest that has joined the cluster", () => {
    expect(instanceIn({ instances, tasks: [endedTask({})] })).toMatchObject({
      instanceId: "i-1",
      because: "no worker runs on it",
    });
  });
  test("that never joined the cluster: just what one wants to look at", () => {
    expect(instanceIn({ instances: [{ age: 1800, registered: false }] })).toMatchObject({
      instanceId: "i-0",
      because: "it has not joined the cluster yet",
    });
  });
  test("that was asked for", () => {
    expect(instanceIn({ instances, tasks: [worker(0)] }, "i-2")).toMatchObject({ instanceId: "i-2" });
    expect(instanceIn({ instances }, "i-9")).toEqual({
      problem: "i-9 is not an instance of this fleet",
      advice: "There are: i-0, i-1, i-2",
    });
  });
  test("that is going away is none, and neither is one of a fleet at zero", () => {
    const { group, cluster } = seen({ instances: [{ age: 60 }] });
    const leaving = {
      ...group,
      instances: group.instances.map((one) => ({ ...one, lifecycleState: "Terminating:Wait" })),
    };
    for (const choice of [chooseInstance("ssh", leaving, cluster), instanceIn({})])
      expect(choice).toMatchObject({ problem: "no instance runs: a fleet without videos is at zero" });
  });
});

describe("the worker", () => {
  const open = (id: string, startedAt: number): Task => ({ ...runningTask, id, startedAt, exec: true });
  const taskIn = (tasks: readonly Task[], wanted?: string) => chooseTask({ registered: [], tasks }, wanted);

  test("that was started last, and can be entered", () => {
    const tasks = [open("aa", 1), open("bb", 2), { ...runningTask, id: "cc", startedAt: 3 }];
    expect(taskIn(tasks)).toEqual({ way: "exec", taskId: "bb", because: "it was started last" });
  });
  test("by the beginning of its id", () => {
    expect(taskIn([open("aa", 1), open("bb", 2)], "a")).toMatchObject({ taskId: "aa" });
    expect(taskIn([open("aa", 1)], "x")).toEqual({
      problem: "no worker with the task id x runs",
      advice: "There are: aa",
    });
  });
  test("none runs, or none that is not about to end", () => {
    for (const tasks of [[], [finishingTask], [endedTask({})]])
      expect(taskIn(tasks)).toMatchObject({ problem: "no worker runs" });
  });
  test("all from before Exec was deployed", () => {
    expect(taskIn([runningTask])).toMatchObject({
      problem: expect.stringContaining("before Exec was deployed") as string,
    });
  });
});

describe("the command", () => {
  const spec = sampleSpec({ debug: { ...all, keyName: "my key" } });
  test.each([
    [
      { way: "session manager", instanceId: "i-0", because: "" } as const,
      "aws ssm start-session --region us-west-2 --target i-0",
    ],
    [
      { way: "exec", taskId: "0af", because: "" } as const,
      "aws ecs execute-command --region us-west-2 --cluster Sample --task 0af --container Sample --interactive --command /bin/sh",
    ],
    [{ way: "ssh", instanceId: "i-0", because: "" } as const, "ssh -i '~/.ssh/my key.pem' ec2-user@203.0.113.9"],
  ])("%j", (choice, line) => {
    expect(asLine(commandFor(choice, spec, "203.0.113.9"))).toBe(line);
  });
});
