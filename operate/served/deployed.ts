import { namesOf } from "../../constructs/names";
import type { ServedSpec } from "../../models/format/spec";
import { count, does, duration } from "../words";
import type { Sight } from "./sight";
import { targetReason } from "./target-reason";
import type { Rule } from "./verdict";

/** A deployment failed before any other had completed: ECS has nothing to go back to, and starts no more tasks. */
export const deploymentFailed: Rule = (sight) => {
  if (sight.primary?.rollout !== "FAILED") return undefined;
  return {
    situation: "deployment failed",
    says: `The deployment failed, there is no earlier one to go back to, and ECS starts no more tasks: ${whyOf(sight)}.`,
    advice: `${adviceOf(sight)}Once that is right without a deploy, as a missing image that is pushed:\n${again(sight.spec)}`,
  };
};

/** ECS has taken a deployment back; the tasks before it go on. */
export const rolledBack: Rule = (sight) => {
  const { rollback, healthy, at, primary, spec } = sight;
  if (!rollback || healthy.length === 0) return undefined;
  const ago = duration(at - rollback.at);
  return {
    situation: "rolled back",
    says: `The last deployment was taken back ${ago} ago: ${whyOf(sight)}. ${does(healthy.length, "task", "answer")}, of ${primary?.taskDefinition}.`,
    advice: `${adviceOf(sight)}The next plan shows the change again. Put it right, then:\n./model deploy ${spec.stackName}`,
  };
};

/** New tasks come up beside the old ones. */
export const deploying: Rule = ({ primary, healthy, service, at }) => {
  if (primary?.rollout !== "IN_PROGRESS" || service.deployments.length < 2 || healthy.length === 0) return undefined;
  const { running, desired, createdAt } = primary;
  return {
    situation: "deploying",
    says: `A deployment is under way for ${duration(at - createdAt)}: ${running} of ${count(desired, "new task")} ${running === 1 ? "runs" : "run"}; ${does(healthy.length, "task", "answer")} meanwhile.`,
  };
};

/** Why tasks of the last deployment did not come up, as far as it can be known. */
export function whyOf({ failure, unhealthy, rollback, spec }: Sight): string {
  if (failure && failure.cause !== "health") return failure.words;
  const [target] = unhealthy;
  const reason = target && targetReason(target, spec.serve);
  if (target && reason) return `${target.id}:${target.port} ${reason.words}`;
  return failure?.words ?? (rollback?.reason || "ECS gives no reason");
}

/** What to do about that; ends with a line break, or is empty. */
export function adviceOf({ failure, unhealthy, spec }: Sight): string {
  const [target] = unhealthy;
  const advice = [
    failure?.cause === "health" ? target && targetReason(target, spec.serve)?.advice : undefined,
    failure?.advice ?? (target && targetReason(target, spec.serve)?.advice),
  ];
  return advice.flatMap((text) => (text ? [`${text}\n`] : [])).join("");
}

function again({ stackName, region }: ServedSpec): string {
  const { cluster, service } = namesOf(stackName);
  return `aws ecs update-service --cluster ${cluster} --service ${service} --force-new-deployment --region ${region}`;
}
