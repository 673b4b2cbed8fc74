import { namesOf } from "../../constructs/names";
import { does } from "../words";
import { adviceOf, whyOf } from "./deployed";
import { targetReason } from "./target-reason";
import type { Rule } from "./verdict";

/** Scaling never goes below MinTasks; only a person does. */
export const stopped: Rule = ({ service, spec: { stackName, region, serve } }) => {
  if (service.desired > 0) return undefined;
  const names = namesOf(stackName);
  return {
    situation: "stopped",
    says: "Nothing answers: somebody has set the service to no tasks.",
    advice: `aws ecs update-service --cluster ${names.cluster} --service ${names.service} --desired-count ${serve.minTasks} --region ${region}`,
  };
};

/** AWS gives no instance for a task that waits for one. */
export const noInstance: Rule = ({ service, launch, healthy, spec: { stackName, region, compute } }) => {
  const waiting = service.desired - service.running;
  if (!launch || compute.kind !== "gpu" || waiting <= 0) return undefined;
  return {
    situation: ({ quota: "no quota", capacity: "no capacity", other: "no launch" } as const)[launch.cause],
    says: `${does(waiting, "task", "wait")} for an instance, and none can start: ${launch.words}. ${answering(healthy.length)}`,
    advice: launch.advice({ stackName, region, spot: compute.fleet.spot }),
  };
};

/** Tasks of the deployment that ECS works on fail one after the other. */
export const tasksFail: Rule = (sight) => {
  const { failure, healthy, service, primary } = sight;
  const goesOn = (primary?.rollout === "IN_PROGRESS" && primary.failed > 0) || healthy.length === 0;
  if (!failure || !goesOn || service.running >= service.desired) return undefined;
  return {
    situation: "tasks fail",
    says: `Tasks fail: ${whyOf(sight)}. ECS tries again, and gives up after a few. ${answering(healthy.length)}`,
    advice: adviceOf(sight).trimEnd(),
  };
};

/** Tasks run, and the balancer sends them nothing. */
export const notHealthy: Rule = ({ unhealthy, healthy, spec }) => {
  const [target] = unhealthy;
  const reason = target && targetReason(target, spec.serve);
  if (!reason) return undefined;
  return {
    situation: "not healthy",
    says: `${does(unhealthy.length, "task", "are")} not healthy: ${target.id}:${target.port} ${reason.words}. ${answering(healthy.length)}`,
    ...(reason.advice && { advice: reason.advice }),
  };
};

const answering = (healthy: number): string =>
  healthy === 0 ? "Every request is answered 503." : `${does(healthy, "task", "answer")}.`;
