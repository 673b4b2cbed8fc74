/** Seconds since 1970-01-01T00:00:00Z. */
export type EpochSeconds = number;

/** What AWS says of one stack at one moment. A part that is undefined may not be looked at: `unseen` says why. */
export interface Facts {
  readonly stackName: string;
  readonly region: string;
  readonly at: EpochSeconds;
  readonly queues?: Queues;
  readonly group?: Group;
  readonly cluster?: Cluster;
  /** The newest first. */
  readonly activities?: readonly Activity[];
  readonly alarms?: readonly Alarm[];
  /** True: `./model pause` has been said. */
  readonly paused?: boolean;
  /** IAM actions that the credentials lack. */
  readonly unseen: readonly string[];
}

/** SQS's own counts, approximate and up to a minute late. */
export interface Queues {
  readonly waiting: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** Seconds since the oldest video that is not done was sent; undefined without one, or before CloudWatch knows. */
  readonly oldestSeconds?: number;
  readonly results: number;
  readonly deadLetters: number;
}

export interface Group {
  readonly desiredCapacity: number;
  readonly maxSize: number;
  /** The group's process Launch is suspended, by AWS or a person: it starts no instance until somebody resumes it. */
  readonly launchSuspended?: true;
  readonly instances: readonly GroupInstance[];
}

export interface GroupInstance {
  readonly id: string;
  readonly type: string;
  readonly zone: string;
  /** Auto Scaling's own words: `Pending`, `InService`, `Terminating`, … */
  readonly lifecycleState: string;
  readonly launchedAt?: EpochSeconds;
  readonly spot: boolean;
}

export interface Cluster {
  readonly registered: readonly ContainerInstance[];
  /** Every task that ECS still describes; it forgets a stopped one after about an hour. */
  readonly tasks: readonly Task[];
}

export interface ContainerInstance {
  readonly arn: string;
  readonly instanceId: string;
  /** ECS's own words: `ACTIVE`, `DRAINING`, … */
  readonly status: string;
  readonly agentConnected: boolean;
}

export interface Task {
  readonly id: string;
  readonly containerInstanceArn?: string;
  /** `PENDING`, `RUNNING`, `STOPPED` and the states between them. */
  readonly lastStatus: string;
  /** `RUNNING`, or `STOPPED` from the moment it was asked to stop. */
  readonly desiredStatus: string;
  readonly createdAt: EpochSeconds;
  readonly startedAt?: EpochSeconds;
  readonly stoppedAt?: EpochSeconds;
  readonly stopCode?: string;
  /** ECS's reason, and the container's own. */
  readonly reason: string;
  readonly exitCode?: number;
  /** ECS Exec can open a shell in it. */
  readonly exec?: true;
}

/** A scaling activity of the group. */
export interface Activity {
  readonly startedAt: EpochSeconds;
  /** `Successful`, `Failed`, `InProgress`, … */
  readonly status: string;
  readonly description: string;
  /** Why it failed, in AWS's words. */
  readonly message: string;
}

export interface Alarm {
  readonly name: string;
  readonly description: string;
  /** `OK`, `ALARM` or `INSUFFICIENT_DATA`. */
  readonly state: string;
  readonly since: EpochSeconds;
  /** True: it orders instances and is not meant for people. */
  readonly scales: boolean;
  readonly actionsEnabled: boolean;
}
