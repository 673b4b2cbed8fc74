/**
 * What the reconciler sees: plain data, as are its settings and actions, so that the deployed function, its tests and the
 * forecast's simulator share them. A part that is undefined could not be seen this time: whatever needs it waits for the
 * next look.
 */

/** Seconds since 1970-01-01T00:00:00Z. */
export type EpochSeconds = number;

export interface Observation {
  readonly queue?: Queue;
  readonly group?: Group;
  readonly cluster?: Cluster;
  readonly alarm?: Alarm;
  /** True: a person has paused the stack; running videos finish and nothing new starts. */
  readonly paused?: boolean;
}

/** SQS's own counts of the video queue; approximate, and up to a minute late. */
export interface Queue {
  readonly waiting: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** For how long all three counts have been zero. Only asked for while a worker runs although all are zero now. */
  readonly emptySeconds?: number;
  /** Only asked for while the cluster has instances. */
  readonly flow?: Flow;
}

/** What came to the queue and left it during the last `flowMinutes`. */
export interface Flow {
  /** Minutes in which a video came: ten at once are one such minute, so that a burst does not look like a stream. */
  readonly minutesWithArrivals: number;
  /** Videos that were finished. */
  readonly finished: number;
  /** How often a worker took a video; undefined while SQS does not say. */
  readonly taken?: number;
}

/** The Auto Scaling group. */
export interface Group {
  readonly desiredCapacity: number;
  readonly minSize: number;
  readonly maxSize: number;
  readonly instances: readonly GroupInstance[];
  /** True: the group's process AlarmNotification is suspended, so the alarm orders nothing. */
  readonly ignoresAlarms: boolean;
  /**
   * When the group launched instances during the last hour, also those that are gone. Only asked for while videos wait
   * and no worker is there, or the circuit is open.
   */
  readonly launches?: readonly EpochSeconds[];
}

export interface GroupInstance {
  readonly instanceId: string;
  /** Auto Scaling's own words: `Pending`, `InService`, `Terminating`, … */
  readonly lifecycleState: string;
  /** EC2's launch time; undefined while EC2 does not know the instance yet. */
  readonly launchedAt?: EpochSeconds;
}

/**
 * The ECS cluster: every container instance that is not INACTIVE, every task that ECS still describes. A page of a listing
 * may leave something out, so instances that should have registered by now were also asked for by their id.
 */
export interface Cluster {
  readonly containerInstances: readonly ContainerInstance[];
  readonly tasks: readonly Task[];
  /** The cluster's own counts: a listing that shows fewer has left something out. */
  readonly registeredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
}

export interface ContainerInstance {
  readonly arn: string;
  readonly instanceId: string;
  /** ECS's own words: `REGISTERING`, `ACTIVE`, `DRAINING`, … */
  readonly status: string;
  readonly agentConnected: boolean;
  readonly registeredAt: EpochSeconds;
  readonly runningCount: number;
  readonly pendingCount: number;
  readonly registeredGpus: number;
  readonly freeGpus: number;
  /** When the reconciler set it to DRAINING, as the instance's own attribute says. */
  readonly leavingSince?: EpochSeconds;
}

export interface Task {
  readonly arn: string;
  /** True: the reconciler started it. Tasks that people run on the cluster keep their instance, and are left alone. */
  readonly isWorker: boolean;
  readonly taskDefinitionArn: string;
  readonly containerInstanceArn?: string;
  /** `PENDING`, `RUNNING`, `STOPPED` and the states between them. */
  readonly lastStatus: string;
  /** `RUNNING`, or `STOPPED` from the moment it was asked to stop; it may still finish its video for hours. */
  readonly desiredStatus: string;
  readonly createdAt: EpochSeconds;
  readonly startedAt?: EpochSeconds;
  /** When it was told to stop. */
  readonly stoppingAt?: EpochSeconds;
  /** Seen for about an hour after the end. */
  readonly stoppedAt?: EpochSeconds;
  /** Why it ended: `EssentialContainerExited`, `TaskFailedToStart`, `UserInitiated`, `SpotInterruption`, … */
  readonly stopCode?: string;
  readonly stoppedReason?: string;
  /** Of the worker's container; undefined when it never ran. */
  readonly exitCode?: number;
}

/** The alarm on waiting videos; while its actions are off, the circuit is open. */
export interface Alarm {
  readonly actionsEnabled: boolean;
  /** When the alarm was last written, as `terraform apply` does; failures before it are forgiven. */
  readonly configuredAt: EpochSeconds;
}
