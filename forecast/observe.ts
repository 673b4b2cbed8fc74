import type { Host, Task } from "./cluster";
import type { World } from "./world";
import type * as Seen from "../reconciler/observation";

/** The simulation's second 0 as the reconciler's clock shows it. */
export const epoch = 1_800_000_000;
export const taskDefinitionArn = "arn:aws:ecs:us-west-2:123456789012:task-definition/worker:1";
/** ECS describes a stopped task for about an hour. */
const describedFor = 3600;

/** What the reconciler remembers in AWS: on its container instances, on its alarm. */
export interface Marks {
  readonly leavingSince: Map<Host, number>;
  alarmActionsEnabled: boolean;
}

/** How late AWS shows things in one look, in seconds. */
export interface Lateness {
  readonly queue: number;
  readonly ecs: number;
}

/** What a look at the simulated AWS shows: the queue's counts and the cluster as they were a moment ago. */
export function observe(world: World, marks: Marks, late: Lateness): Seen.Observation {
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
    },
    group: {
      desiredCapacity: group.desired,
      minSize: group.settings.min,
      maxSize: group.settings.max,
      ignoresAlarms: false,
      instances: group.launched.slice(-200).flatMap((instance) => {
        const isGone = instance.lifecycle === "Terminating" && now - (instance.stoppedAt ?? 0) > 60;
        const { id, lifecycle, requestedAt } = instance;
        return isGone ? [] : [{ instanceId: id, lifecycleState: lifecycle, launchedAt: epoch + requestedAt }];
      }),
      launches: group.launched
        .filter(({ requestedAt }) => now - requestedAt < 3600)
        .map(({ requestedAt }) => epoch + requestedAt),
    },
    cluster,
    alarm: { actionsEnabled: marks.alarmActionsEnabled, configuredAt: epoch - 86_400 },
    paused: false,
  };
}

function observeCluster(world: World, marks: Marks, seenAt: number): Seen.Cluster {
  const tasks: Seen.Task[] = [];
  const places = new Map<Host, { running: number; pending: number }>();
  for (const task of world.cluster.tasks) if (task.createdAt <= seenAt) tasks.push(observeTask(task, seenAt, places));
  const { stopped } = world.cluster;
  for (let index = stopped.length - 1; index >= 0; index--) {
    const task = stopped[index];
    if (task === undefined || seenAt - (task.stoppedAt ?? 0) > describedFor) break;
    tasks.push(observeTask(task, seenAt, places));
  }
  const { gpusPerInstance, gpusPerTask } = world.cluster.settings;
  const containerInstances = [...world.cluster.hosts.values()]
    .filter(({ instance }) => (instance.registeredAt ?? Infinity) <= seenAt)
    .map((host) => {
      const { running, pending } = places.get(host) ?? { running: 0, pending: 0 };
      const leavingSince = marks.leavingSince.get(host);
      return {
        arn: `container-${host.instance.id}`,
        instanceId: host.instance.id,
        status: host.draining ? "DRAINING" : "ACTIVE",
        agentConnected: true,
        registeredAt: epoch + (host.instance.registeredAt ?? 0),
        runningCount: running,
        pendingCount: pending,
        registeredGpus: gpusPerInstance,
        freeGpus: gpusPerInstance - (running + pending) * gpusPerTask,
        ...(leavingSince === undefined ? {} : { leavingSince: epoch + leavingSince }),
      };
    });
  const living = [...places].filter(([host]) => world.cluster.hosts.has(host.instance)).map(([, counts]) => counts);
  return {
    containerInstances,
    tasks,
    registeredCount: containerInstances.length,
    runningCount: living.reduce((sum, { running }) => sum + running, 0),
    pendingCount: living.reduce((sum, { pending }) => sum + pending, 0),
  };
}

function observeTask(task: Task, seenAt: number, places: Map<Host, { running: number; pending: number }>): Seen.Task {
  const isStopped = task.stoppedAt !== undefined && task.stoppedAt <= seenAt;
  const isStarted = task.startedAt !== undefined && task.startedAt <= seenAt;
  if (!isStopped) {
    const counts = places.get(task.host) ?? { running: 0, pending: 0 };
    if (isStarted) counts.running++;
    else counts.pending++;
    places.set(task.host, counts);
  }
  return {
    arn: task.id,
    isWorker: true,
    taskDefinitionArn,
    containerInstanceArn: `container-${task.host.instance.id}`,
    lastStatus: isStopped ? "STOPPED" : isStarted ? "RUNNING" : "PENDING",
    desiredStatus: isStopped || (task.stoppingAt ?? Infinity) <= seenAt ? "STOPPED" : "RUNNING",
    createdAt: epoch + task.createdAt,
    ...(isStarted && task.startedAt !== undefined ? { startedAt: epoch + task.startedAt } : {}),
    ...(isStopped
      ? { stoppedAt: epoch + (task.stoppedAt ?? 0), stopCode: stopCode(task), exitCode: task.exitCode ?? 0 }
      : {}),
  };
}

const stopCode = (task: Task): string => {
  if (task.stoppingAt !== undefined) return "UserInitiated";
  return task.host.instance.lifecycle === "Terminating" && task.exitCode === 137
    ? "TerminationNotice"
    : "EssentialContainerExited";
};
