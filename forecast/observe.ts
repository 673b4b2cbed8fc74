import type { Host, Task } from "./cluster";
import type { Instance } from "./group";
import type { World } from "./world";
import { flowMinutes } from "../reconciler/rules";
import type * as Seen from "../reconciler/observation";

/** The simulation's second 0 as the reconciler's clock shows it. */
export const epoch = 1_800_000_000;
export const taskDefinitionArn = "arn:aws:ecs:us-west-2:123456789012:task-definition/worker:1";
/** ECS describes a stopped task for about an hour. */
const describedFor = 3600;

/** What the reconciler remembers in AWS: on its container instances, on its alarm, and RunTask's client tokens. */
export interface Marks {
  readonly leavingSince: Map<Host, number>;
  alarmActionsEnabled: boolean;
  readonly tokens: Set<string>;
}

/** How late AWS shows things in one look, in seconds. */
export interface Lateness {
  readonly queue: number;
  readonly ecs: number;
}

/** What a look at the simulated AWS shows: the queue's counts and the cluster as they were a moment ago. */
export function observe(world: World, marks: Marks, late: Lateness, seesFlow: boolean): Seen.Observation {
  const now = world.clock.now;
  const cluster = observeCluster(world, marks, now - late.ecs);
  const counts = world.queue.countsAt(now - late.queue);
  const isEmpty = counts.visible === 0 && counts.inFlight === 0;
  const askEmptyFor = isEmpty && cluster.tasks.some((task) => task.lastStatus !== "STOPPED");
  const { group } = world;
  return {
    queue: {
      waiting: counts.visible,
      inFlight: counts.inFlight,
      delayed: 0,
      ...(askEmptyFor ? { emptySeconds: now - world.queue.changedAt } : {}),
      ...(seesFlow && cluster.containerInstances.length > 0 ? { flow: observeFlow(world) } : {}),
    },
    group: {
      desiredCapacity: group.desired,
      minSize: group.settings.min,
      maxSize: group.settings.max,
      ignoresAlarms: false,
      instances: [...group.members, ...group.ending].map(observeInstance),
      launches: launchesSince(group.launched, now - 3600),
    },
    cluster,
    alarm: { actionsEnabled: marks.alarmActionsEnabled, configuredAt: epoch - 86_400 },
    paused: false,
  };
}

/** Sums of NumberOfMessagesSent and NumberOfMessagesDeleted in the last whole minutes that are published. */
function observeFlow({ clock, queue, physics, arrivals, arrived }: World): Seen.Flow {
  const end = Math.floor((clock.now - physics.metricPublish) / 60) * 60;
  const start = end - flowMinutes * 60;
  let minutesWithArrivals = 0;
  let minute = Infinity;
  for (let index = arrived - 1; index >= 0; index--) {
    const at = arrivals[index] ?? 0;
    if (at < start) break;
    if (at >= end || Math.floor(at / 60) === minute) continue;
    minute = Math.floor(at / 60);
    minutesWithArrivals++;
  }
  let finished = 0;
  for (let index = queue.deletedAt.length - 1; index >= 0; index--) {
    const at = queue.deletedAt[index] ?? 0;
    if (at < start) break;
    if (at < end) finished++;
  }
  return { minutesWithArrivals, finished };
}

const observeInstance = ({ id, lifecycle, requestedAt }: Instance): Seen.GroupInstance => ({
  instanceId: id,
  lifecycleState: lifecycle,
  launchedAt: epoch + requestedAt,
});

function launchesSince(launched: readonly Instance[], time: number): number[] {
  const launches: number[] = [];
  for (let index = launched.length - 1; index >= 0; index--) {
    const requestedAt = launched[index]?.requestedAt ?? -Infinity;
    if (requestedAt < time) break;
    launches.push(epoch + requestedAt);
  }
  return launches;
}

function observeCluster(world: World, marks: Marks, seenAt: number): Seen.Cluster {
  const { cluster } = world;
  const tasks: Seen.Task[] = [];
  const count = { RUNNING: 0, PENDING: 0 };
  // An instance's counts and free GPUs are of the tasks that shall run; one that was told to stop counts no more.
  const running = new Map<Host, number>();
  const pending = new Map<Host, number>();
  const add = (host: Host, { lastStatus, desiredStatus }: Seen.Task): void => {
    if (!cluster.hosts.has(host.instance)) return;
    count[lastStatus === "RUNNING" ? "RUNNING" : "PENDING"]++;
    if (desiredStatus === "STOPPED") return;
    const places = lastStatus === "RUNNING" ? running : pending;
    places.set(host, (places.get(host) ?? 0) + 1);
  };
  for (const task of cluster.tasks) {
    if (task.createdAt > seenAt) continue;
    const seen = observeTask(task, seenAt);
    tasks.push(seen);
    add(task.host, seen);
  }
  for (let index = cluster.stopped.length - 1; index >= 0; index--) {
    const task = cluster.stopped[index];
    if (task === undefined || seenAt - (task.stoppedAt ?? 0) > describedFor) break;
    const seen = observeTask(task, seenAt);
    tasks.push(seen);
    if (seen.lastStatus !== "STOPPED") add(task.host, seen);
  }
  const containerInstances: Seen.ContainerInstance[] = [];
  for (const host of cluster.hosts.values()) {
    if ((host.instance.registeredAt ?? Infinity) > seenAt) continue;
    containerInstances.push(observeHost(world, host, running.get(host) ?? 0, pending.get(host) ?? 0, marks));
  }
  return {
    containerInstances,
    tasks,
    registeredCount: containerInstances.length,
    runningCount: count.RUNNING,
    pendingCount: count.PENDING,
  };
}

function observeHost(
  { cluster }: World,
  host: Host,
  runningCount: number,
  pendingCount: number,
  marks: Marks,
): Seen.ContainerInstance {
  const { gpusPerInstance, gpusPerTask } = cluster.settings;
  const leavingSince = marks.leavingSince.get(host);
  return {
    arn: arnOf(host),
    instanceId: host.instance.id,
    status: host.draining ? "DRAINING" : "ACTIVE",
    agentConnected: true,
    registeredAt: epoch + (host.instance.registeredAt ?? 0),
    runningCount,
    pendingCount,
    registeredGpus: gpusPerInstance,
    freeGpus: gpusPerInstance - (runningCount + pendingCount) * gpusPerTask,
    ...(leavingSince === undefined ? {} : { leavingSince: epoch + leavingSince }),
  };
}

/** A task looks the same from one look to the next until it enters another state, so what is shown is kept. */
const shown = new WeakMap<Task, { readonly state: number; readonly seen: Seen.Task }>();

function observeTask(task: Task, seenAt: number): Seen.Task {
  const isStopped = task.stoppedAt !== undefined && task.stoppedAt <= seenAt;
  const isStopping = isStopped || (task.stoppingAt ?? Infinity) <= seenAt;
  const isStarted = task.startedAt !== undefined && task.startedAt <= seenAt;
  const state = (isStopped ? 4 : 0) + (isStopping ? 2 : 0) + (isStarted ? 1 : 0);
  const before = shown.get(task);
  if (before?.state === state) return before.seen;
  const seen: Seen.Task = {
    arn: task.id,
    isWorker: true,
    taskDefinitionArn,
    containerInstanceArn: arnOf(task.host),
    lastStatus: isStopped ? "STOPPED" : isStarted ? "RUNNING" : "PENDING",
    desiredStatus: isStopping ? "STOPPED" : "RUNNING",
    createdAt: epoch + task.createdAt,
    ...(isStarted && task.startedAt !== undefined ? { startedAt: epoch + task.startedAt } : {}),
    ...(isStopping && task.stoppingAt !== undefined ? { stoppingAt: epoch + task.stoppingAt } : {}),
    ...(isStopped
      ? { stoppedAt: epoch + (task.stoppedAt ?? 0), stopCode: stopCode(task), exitCode: task.exitCode ?? 0 }
      : {}),
  };
  shown.set(task, { state, seen });
  return seen;
}

const arnOf = (host: Host): string => `container-${host.instance.id}`;

const stopCode = (task: Task): string => {
  if (task.stoppingAt !== undefined) return "UserInitiated";
  return task.host.instance.lifecycle === "Terminating" && task.exitCode === 137
    ? "TerminationNotice"
    : "EssentialContainerExited";
};
