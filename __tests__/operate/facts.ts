import type { Activity, Alarm, Facts, GroupInstance, Task } from "../../operate/status/facts";

export const now = 1_800_000_000;

interface Scene {
  readonly waiting?: number;
  readonly inFlight?: number;
  readonly oldestSeconds?: number;
  readonly desired?: number;
  readonly max?: number;
  readonly launchSuspended?: true;
  /** Seconds since their launch; a registered one has its ARN `ci-<index>`. */
  readonly instances?: readonly { readonly age: number; readonly registered?: boolean }[];
  readonly tasks?: readonly Task[];
  readonly activities?: readonly Activity[];
  readonly alarms?: readonly Alarm[];
  readonly paused?: boolean;
}

/** A deployed stack as it is at one moment; what is not said is quiet. */
export function factsOf(scene: Scene): Facts {
  const { waiting = 0, inFlight = 0, oldestSeconds, instances = [], tasks = [], activities = [], alarms = [] } = scene;
  return {
    stackName: "Sample",
    region: "us-west-2",
    at: now,
    queues: { waiting, inFlight, delayed: 0, results: 0, deadLetters: 0, ...(oldestSeconds && { oldestSeconds }) },
    group: {
      desiredCapacity: scene.desired ?? instances.length,
      maxSize: scene.max ?? 3,
      ...(scene.launchSuspended && { launchSuspended: true }),
      instances: instances.map(({ age }, index) => instance(index, age)),
    },
    cluster: {
      registered: instances.flatMap(({ registered = true }, index) =>
        registered ? [{ arn: `ci-${index}`, instanceId: `i-${index}`, status: "ACTIVE", agentConnected: true }] : [],
      ),
      tasks,
    },
    activities,
    alarms,
    paused: scene.paused ?? false,
    unseen: [],
  };
}

const instance = (index: number, age: number): GroupInstance => ({
  id: `i-${index}`,
  type: "g4dn.xlarge",
  zone: "us-west-2a",
  lifecycleState: "InService",
  launchedAt: now - age,
  spot: false,
});

const task = (different: Partial<Task>): Task => ({
  id: "t",
  containerInstanceArn: "ci-0",
  lastStatus: "RUNNING",
  desiredStatus: "RUNNING",
  createdAt: now - 120,
  reason: "",
  ...different,
});

export const runningTask = task({ startedAt: now - 60 });
export const pendingTask = task({ lastStatus: "PENDING" });
export const finishingTask = task({ startedAt: now - 60, desiredStatus: "STOPPED" });
export const endedTask = (different: Partial<Task>): Task =>
  task({ lastStatus: "STOPPED", desiredStatus: "STOPPED", startedAt: now - 60, stoppedAt: now - 30, ...different });

export const activity = (
  status: string,
  message = "",
  description = "Launching a new EC2 instance: i-1",
): Activity => ({
  startedAt: now - 60,
  status,
  description,
  message,
});

/** The alarm that orders instances. */
export const scalingAlarm = (actionsEnabled: boolean): Alarm => ({
  name: "Sample-waiting",
  description: "",
  state: "ALARM",
  since: now - 60,
  scales: true,
  actionsEnabled,
});
