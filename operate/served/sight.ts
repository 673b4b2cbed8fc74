import type { ServedSpec } from "../../models/format/spec";
import type { EpochSeconds } from "../status/facts";
import { instancesOf, type Instance } from "../status/instances";
import type { LaunchFailure } from "../status/launch-failure";
import { whyNoLaunch } from "../status/why-no-launch";
import { primaryOf, rollbackOf, type Rollback } from "./deployments";
import type { Deployment, ServedFacts, Service, Target } from "./facts";
import { taskFailure, type TaskFailure } from "./task-failure";

/** Facts that suffice to say how a service is, with what every rule derives from them. */
export interface Sight {
  readonly spec: ServedSpec;
  readonly at: EpochSeconds;
  readonly service: Service;
  readonly primary?: Deployment;
  readonly rollback?: Rollback;
  readonly url: string;
  readonly healthy: readonly Target[];
  readonly unhealthy: readonly Target[];
  /** Of the task that failed last. */
  readonly failure?: TaskFailure;
  /** Why no further instance starts. */
  readonly launch?: LaunchFailure;
  readonly instances: readonly Instance[];
}

/** Undefined: a part is missing without which nothing can be said. */
export function sightOf(facts: ServedFacts, spec: ServedSpec): Sight | undefined {
  const { service, balancer, cluster, group, activities = [], at } = facts;
  if (!service || !balancer) return undefined;
  const ended = [...(cluster?.tasks ?? [])].sort((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));
  const failure = ended.map((task) => taskFailure(task, spec)).find((one) => one !== undefined);
  const [primary, rollback] = [primaryOf(service), rollbackOf(service)];
  const launch = whyNoLaunch({ ...group, activities });
  return {
    spec,
    at,
    service,
    ...(primary && { primary }),
    ...(rollback && { rollback }),
    url: balancer.url,
    healthy: balancer.targets.filter(({ state }) => state === "healthy"),
    unhealthy: balancer.targets.filter(({ state }) => state === "unhealthy"),
    ...(failure && { failure }),
    ...(launch && { launch }),
    instances: group && cluster ? instancesOf(group, cluster) : [],
  };
}
