import { count, does } from "../words";
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
  const failure = ended.map((task) => workerFailure(task, spec)).find((one) => one !== undefined);
  const why = failure ? `workers failed one after the other (${failure.words})` : "workers failed one after the other";
  return {
    situation: "stopped by failures",
    says: `Stopped: ${why}. One trial an hour is made; ${does(queues.waiting, "video", "wait")}.`,
    advice: `${failure ? `${failure.advice}\n` : ""}A worker that succeeds starts it again; so does a deploy:
./model deploy ${spec.stackName}`,
  };
};

/** The client's shutdown leaves the group at a maximum of 0 when it is interrupted. */
export const shutDown: Rule = ({ queues, maxSize, spec }) => {
  if (queues.waiting === 0 || maxSize > 0) return undefined;
  return {
    situation: "shut down",
    says: `${does(queues.waiting, "video", "wait")}, but somebody shut the fleet down (deepsea-ai ecsshutdown): its maximum is ${count(0, "instance")}.`,
    advice: `A deploy puts it right:\n./model deploy ${spec.stackName}`,
  };
};
