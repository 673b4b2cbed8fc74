import type { ContainerInstance, Group, GroupInstance, Observation, Task } from "../../reconciler/observation";
import type { Settings } from "../../reconciler/settings";

/** Hand-made observations: a quiet stack, and what differs from it. Times are minutes before `now`. */
export const now = 1_800_000_000;
export const minutesAgo = (minutes: number): number => now - minutes * 60;

export const revision = "arn:aws:ecs:us-west-2:123456789012:task-definition/detector:7";

export const settings = (changes: Partial<Settings> = {}): Settings => ({
  fleetSize: 10,
  workersPerInstance: 1,
  gpusPerTask: 1,
  waitingVideosPerInstance: 1,
  keepWarmSeconds: 120,
  timeoutSeconds: 7200,
  taskDefinitionArn: revision,
  ...changes,
});

/** One instance as the group, EC2 and ECS show it. Registered two minutes after its launch, unless it is not. */
export interface Machine {
  readonly id: string;
  readonly launched?: number;
  readonly lifecycleState?: string;
  /** False: it has gone, and ECS still shows it. */
  readonly inGroup?: false;
  readonly registered?: false | number;
  readonly status?: string;
  readonly leavingSince?: number;
  readonly gpus?: number;
  readonly agentConnected?: boolean;
  readonly tasks?: readonly Partial<Task>[];
}

export interface Sight {
  readonly waiting?: number;
  readonly inFlight?: number;
  readonly delayed?: number;
  readonly emptySeconds?: number;
  /** Minutes of the last 15 in which videos came, videos that were finished in them, and how often one was taken. */
  readonly flow?: readonly [number, number, number?];
  readonly desired?: number;
  readonly max?: number;
  readonly ignoresAlarms?: boolean;
  readonly launches?: readonly number[];
  readonly machines?: readonly Machine[];
  /** Tasks whose instance is gone. */
  readonly ended?: readonly Partial<Task>[];
  readonly actionsEnabled?: boolean;
  readonly configured?: number;
  readonly paused?: boolean;
}

export function see(sight: Sight = {}): Required<Observation> {
  const machines = sight.machines ?? [];
  const members = machines.filter(({ inGroup }) => inGroup !== false);
  const tasks = [
    ...machines.flatMap(tasksOf),
    ...(sight.ended ?? []).map((task, index) => madeTask(`gone-${index}`, task)),
  ];
  const containerInstances = machines.flatMap(containerOf);
  const count = (status: string) => tasks.filter(({ lastStatus }) => lastStatus === status).length;
  const group: Group = {
    desiredCapacity: sight.desired ?? members.length,
    minSize: 0,
    maxSize: sight.max ?? 10,
    instances: members.map(memberOf),
    ignoresAlarms: sight.ignoresAlarms ?? false,
    launches: sight.launches?.map(minutesAgo) ?? [],
  };
  return {
    queue: {
      waiting: sight.waiting ?? 0,
      inFlight: sight.inFlight ?? count("RUNNING"),
      delayed: sight.delayed ?? 0,
      emptySeconds: sight.emptySeconds,
      flow: sight.flow && { minutesWithArrivals: sight.flow[0], finished: sight.flow[1], taken: sight.flow[2] },
    },
    group,
    cluster: {
      containerInstances,
      tasks,
      registeredCount: containerInstances.length,
      runningCount: count("RUNNING"),
      pendingCount: count("PENDING"),
    },
    alarm: { actionsEnabled: sight.actionsEnabled ?? true, configuredAt: minutesAgo(sight.configured ?? 100_000) },
    paused: sight.paused ?? false,
  };
}

/** A worker that runs since some minutes. */
export const running = (minutes: number, changes: Partial<Task> = {}): Partial<Task> => ({
  lastStatus: "RUNNING",
  startedAt: minutesAgo(minutes),
  createdAt: minutesAgo(minutes + 2),
  ...changes,
});

/** An instance that has gone while its agent was disconnected, so that ECS shows it and its task as they were. */
export const ghost = (task: Partial<Task>): Machine => ({
  id: "i-gone",
  launched: 900,
  inGroup: false,
  agentConnected: false,
  tasks: [task],
});

/** A worker that was placed and whose image is pulled. */
export const pending = (minutes = 1): Partial<Task> => ({ lastStatus: "PENDING", createdAt: minutesAgo(minutes) });

/** A worker that ended some minutes ago, after it ran for some minutes. */
export const ended = (minutes: number, exitCode: number, ran = 1): Partial<Task> => ({
  lastStatus: "STOPPED",
  desiredStatus: "STOPPED",
  createdAt: minutesAgo(minutes + ran + 1),
  startedAt: minutesAgo(minutes + ran),
  stoppedAt: minutesAgo(minutes),
  stopCode: "EssentialContainerExited",
  stoppedReason: "Essential container in task exited",
  exitCode,
});

/** A worker that could not start. */
export const unstarted = (minutes: number): Partial<Task> => ({
  lastStatus: "STOPPED",
  desiredStatus: "STOPPED",
  createdAt: minutesAgo(minutes + 1),
  stoppedAt: minutesAgo(minutes),
  stopCode: "TaskFailedToStart",
  stoppedReason: "CannotPullContainerError: not found",
});

const memberOf = ({ id, lifecycleState, launched }: Machine): GroupInstance => ({
  instanceId: id,
  lifecycleState: lifecycleState ?? "InService",
  launchedAt: minutesAgo(launched ?? 30),
});

const madeTask = (arn: string, changes: Partial<Task>): Task => ({
  arn,
  isWorker: true,
  taskDefinitionArn: revision,
  lastStatus: "RUNNING",
  desiredStatus: "RUNNING",
  createdAt: minutesAgo(10),
  ...changes,
});

const tasksOf = ({ id, tasks }: Machine): readonly Task[] =>
  (tasks ?? []).map((task, index) => madeTask(`task-${id}-${index}`, { containerInstanceArn: `ci-${id}`, ...task }));

function containerOf(machine: Machine): readonly ContainerInstance[] {
  const { id, registered, launched, leavingSince, gpus = 1 } = machine;
  if (registered === false) return [];
  // As ECS counts: a task that was told to stop counts no more, and its GPU is free.
  const staying = tasksOf(machine).filter(({ desiredStatus }) => desiredStatus !== "STOPPED");
  const pendingCount = staying.filter(({ lastStatus }) => lastStatus === "PENDING").length;
  return [
    {
      arn: `ci-${id}`,
      instanceId: id,
      status: machine.status ?? (leavingSince === undefined ? "ACTIVE" : "DRAINING"),
      agentConnected: machine.agentConnected ?? true,
      registeredAt: minutesAgo(registered ?? (launched ?? 30) - 2),
      runningCount: staying.length - pendingCount,
      pendingCount,
      registeredGpus: gpus,
      freeGpus: Math.max(0, gpus - staying.length),
      leavingSince: leavingSince === undefined ? undefined : minutesAgo(leavingSince),
    },
  ];
}
