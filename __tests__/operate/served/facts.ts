import type { Deployment, ServedFacts, ServiceEvent, Target } from "../../../operate/served/facts";
import type { Activity, GroupInstance, Task } from "../../../operate/status/facts";

export const now = 1_800_000_000;

interface Scene {
  readonly desired?: number;
  /** By default all that are wanted. */
  readonly running?: number;
  /** By default as many healthy ones as tasks run. */
  readonly targets?: readonly Target[];
  /** By default one that is completed. */
  readonly deployments?: readonly Deployment[];
  readonly events?: readonly ServiceEvent[];
  readonly tasks?: readonly Task[];
  readonly activities?: readonly Activity[];
  /** Seconds since their launch, of instances that have not joined the cluster yet. */
  readonly booting?: readonly number[];
}

/** A deployed service as it is at one moment; what is not said is well. */
export function factsOf(scene: Scene): ServedFacts {
  const { desired = 2, running = desired, events = [], tasks = [], activities, booting } = scene;
  return {
    stackName: "Sample",
    region: "us-west-2",
    at: now,
    service: { desired, running, pending: 0, deployments: scene.deployments ?? [completed], events },
    balancer: {
      url: "http://sample-lb-1.us-west-2.elb.amazonaws.com",
      state: "active",
      targets: scene.targets ?? Array.from({ length: running }, (_, index) => target(index, "healthy")),
    },
    cluster: { registered: [], tasks },
    ...(booting && { group: { desiredCapacity: booting.length, maxSize: 7, instances: booting.map(instance) } }),
    ...(activities && { activities }),
    alarms: [],
    unseen: [],
  };
}

const instance = (age: number, index: number): GroupInstance => ({
  id: `i-${index}`,
  type: "g5.xlarge",
  zone: "us-west-2a",
  lifecycleState: "InService",
  launchedAt: now - age,
  spot: false,
});

export const target = (index: number, state: string, reason = "", description = ""): Target => ({
  id: `10.0.0.${index + 4}`,
  port: 8080,
  zone: "us-west-2a",
  state,
  reason,
  description,
});

const deployment = (different: Partial<Deployment>): Deployment => ({
  id: "ecs-svc/1",
  primary: true,
  rollout: "COMPLETED",
  taskDefinition: "recommender:1",
  desired: 2,
  running: 2,
  failed: 0,
  createdAt: now - 7200,
  updatedAt: now - 7000,
  ...different,
});

export const completed = deployment({});
export const replaced = deployment({ primary: false });
export const underWay = (different: Partial<Deployment> = {}): Deployment =>
  deployment({
    id: "ecs-svc/2",
    rollout: "IN_PROGRESS",
    taskDefinition: "recommender:2",
    running: 1,
    createdAt: now - 240,
    updatedAt: now - 60,
    ...different,
  });
export const failed = underWay({ rollout: "FAILED", running: 0, failed: 3 });

/** What ECS says when it takes ecs-svc/2 back, the newest first. */
export const takenBack: readonly ServiceEvent[] = [
  { at: now - 600, message: "rolling back to deployment ecs-svc/1." },
  { at: now - 600, message: "(deployment ecs-svc/2) deployment failed: tasks failed to start." },
  { at: now - 7000, message: "has reached a steady state." },
];

export const endedTask = (different: Partial<Task>): Task => ({
  id: "t",
  lastStatus: "STOPPED",
  desiredStatus: "STOPPED",
  createdAt: now - 120,
  stoppedAt: now - 30,
  reason: "",
  ...different,
});

export const crashed = endedTask({ stopCode: "EssentialContainerExited", exitCode: 1 });
export const unpulled = endedTask({
  stopCode: "TaskFailedToStart",
  reason: "CannotPullContainerError: manifest unknown",
});
export const sick = endedTask({
  stopCode: "ServiceSchedulerInitiated",
  exitCode: 143,
  reason: "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:…)",
});
