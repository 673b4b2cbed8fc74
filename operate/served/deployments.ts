import type { EpochSeconds } from "../status/facts";
import type { Deployment, Service } from "./facts";

/** A deployment that ECS has taken back. */
export interface Rollback {
  readonly at: EpochSeconds;
  /** ECS's own reason, such as `tasks failed to start`. */
  readonly reason: string;
}

export const primaryOf = ({ deployments }: Service): Deployment | undefined =>
  deployments.find(({ primary }) => primary);

/**
 * The rollback that the service is still in; undefined when a later deployment has begun since.
 *
 * ECS forgets the deployment that failed, and goes on with the one before it under its old id; what remains are two events:
 * "(deployment ecs-svc/2) deployment failed: …" and "rolling back to deployment ecs-svc/1." ("Amazon ECS service event messages").
 */
export function rollbackOf(service: Service): Rollback | undefined {
  const back = service.events.find(({ message }) => message.includes("rolling back to deployment"));
  const primary = primaryOf(service);
  if (!back || !primary) return undefined;
  const goesOnWith = /rolling back to deployment (\S+?)\.?$/.exec(back.message)?.[1];
  if (primary.id !== goesOnWith && primary.createdAt > back.at) return undefined;
  const failed = service.events.find(({ at, message }) => at <= back.at && message.includes("deployment failed"));
  return { at: back.at, reason: /deployment failed:\s*(.+?)\.?$/.exec(failed?.message ?? "")?.[1] ?? "" };
}
