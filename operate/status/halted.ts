import type { ModelSpec } from "../../models/format/spec";
import { count, does } from "../words";
import type { Task } from "./facts";
import type { Rule } from "./verdict";
import { workerFailure } from "./worker-failure";

/** A person has said `./model pause`. */
export const paused: Rule = ({ paused, running, stopping, pending, queues, spec }) => {
  if (!paused) return undefined;
  const busy = running.length + stopping.length + pending.length;
  const now = busy === 0 ? "nothing runs" : `${does(busy, "worker", "finish")} what is begun`;
  return {
    situation: "paused",
    says: `Paused: ${now}; ${does(queues.waiting, "video", "wait")}.`,
    advice: `./model resume ${spec.stackName}`,
  };
};

/** The reconciler has switched off the alarm that orders instances. */
export const stoppedByFailures: Rule = ({ alarms, ended, spec, queues }) => {
  if (!alarms.some(({ scales, actionsEnabled }) => scales && !actionsEnabled)) return undefined;
  const { why, advice } = lastFailure(ended, spec) ?? nothingSeen(spec);
  return {
    situation: "stopped by failures",
    says: `Stopped: ${why}. One trial an hour is made; ${does(queues.waiting, "video", "wait")}.`,
    advice: `${advice}
A worker that succeeds starts it again; so does a deploy:
./model deploy ${spec.stackName}`,
  };
};

/** Of the newest task that tells something of the image; undefined when it exited with 0, or ECS knows none. */
function lastFailure(ended: readonly Task[], spec: ModelSpec) {
  const telling = ended.find((task) => task.exitCode === 0 || workerFailure(task, spec) !== undefined);
  const failure = telling && workerFailure(telling, spec);
  return failure && { why: `workers failed one after the other (${failure.words})`, advice: failure.advice };
}

/** Launches that bring no worker, and workers that exit with 0 without a video, stop it too; see reconciler/circuit.ts. */
const nothingSeen = ({ stackName }: ModelSpec) => ({
  why: "no worker could start or take a video",
  advice: `Why, in the reconciler's words, and what may be in the way:
./model logs ${stackName} --reconciler --since 1d
./model check ${stackName}`,
});

/** The client's shutdown leaves the group at a maximum of 0 when it is interrupted. */
export const shutDown: Rule = ({ queues, maxSize, spec }) => {
  if (queues.waiting === 0 || maxSize > 0) return undefined;
  return {
    situation: "shut down",
    says: `${does(queues.waiting, "video", "wait")}, but somebody shut the fleet down (deepsea-ai ecsshutdown): its maximum is ${count(0, "instance")}.`,
    advice: `A deploy puts it right:\n./model deploy ${spec.stackName}`,
  };
};
