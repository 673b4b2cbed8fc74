import type { Activity, Alarm, Cluster, EpochSeconds, Group } from "../status/facts";

/** What AWS says of a served model's stack at one moment. A part that is undefined may not be looked at: `unseen` says why. */
export interface ServedFacts {
  readonly stackName: string;
  readonly region: string;
  readonly at: EpochSeconds;
  readonly service?: Service;
  readonly balancer?: BalancerSight;
  readonly cluster?: Cluster;
  /** The GPU instances; on Fargate there are none. */
  readonly group?: Group;
  /** Of that group, the newest first. */
  readonly activities?: readonly Activity[];
  readonly alarms?: readonly Alarm[];
  /** IAM actions that the credentials lack. */
  readonly unseen: readonly string[];
}

/** ECS's own counts of tasks, with the deployments it still knows and the last events, the newest first. */
export interface Service {
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly deployments: readonly Deployment[];
  readonly events: readonly ServiceEvent[];
}

export interface Deployment {
  readonly id: string;
  /** True: the one that ECS works on; others are being replaced. */
  readonly primary: boolean;
  readonly rollout: "COMPLETED" | "IN_PROGRESS" | "FAILED" | "unknown";
  /** Family and revision, such as `recommender:3`. */
  readonly taskDefinition: string;
  readonly desired: number;
  readonly running: number;
  /** Tasks of it that did not come up, one after the other. */
  readonly failed: number;
  readonly createdAt: EpochSeconds;
  readonly updatedAt: EpochSeconds;
}

export interface ServiceEvent {
  readonly at: EpochSeconds;
  /** In ECS's words, without the service's name before it. */
  readonly message: string;
}

export interface BalancerSight {
  /** `http://…` or, with a certificate, `https://…`. */
  readonly url: string;
  /** `active`, `provisioning`, `failed` or `active_impaired`. */
  readonly state: string;
  readonly targets: readonly Target[];
}

/** An address that the balancer may send requests to: of a task, or a port on an instance. */
export interface Target {
  readonly id: string;
  readonly port: number;
  readonly zone: string;
  /** Elastic Load Balancing's own words: `healthy`, `initial`, `unhealthy`, `draining`, `unused`, `unavailable`. */
  readonly state: string;
  /** Its reason code, such as `Target.Timeout`, and details; both empty for a healthy one. */
  readonly reason: string;
  readonly description: string;
}
