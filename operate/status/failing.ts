import { does, duration } from "../words";
import { rings } from "./rings";
import type { Rule } from "./verdict";
import { whyNoLaunch } from "./why-no-launch";
import { workerFailure } from "./worker-failure";

/** The last worker failed, and none works. */
export const workersFail: Rule = ({ queues, ended, spec }) => {
  const [last] = ended;
  const failure = queues.waiting > 0 && last ? workerFailure(last, spec) : undefined;
  if (!failure) return undefined;
  return {
    situation: failure.cause === "image" ? "no image" : "workers fail",
    says: `${does(queues.waiting, "video", "wait")}, but workers fail: ${failure.words}.`,
    advice: failure.advice,
  };
};

/** AWS gives no instance. */
export const noLaunch: Rule = ({ queues, instances, spec, ...group }) => {
  const failure = queues.waiting > 0 && instances.length === 0 ? whyNoLaunch(group) : undefined;
  if (!failure) return undefined;
  return {
    situation: ({ quota: "no quota", capacity: "no capacity", other: "no launch" } as const)[failure.cause],
    says: `${does(queues.waiting, "video", "wait")}, but no instance can start: ${failure.words}.`,
    advice: failure.advice(spec),
  };
};

/** An instance that has not registered in ECS by then never will: the reconciler ends it. */
const registersWithin = 600;

/** Instances start, but do not reach ECS. */
export const notRegistered: Rule = ({ queues, instances, at, spec }) => {
  const late = instances.filter(
    ({ container, launchedAt }) => !container && launchedAt !== undefined && at - launchedAt > registersWithin,
  );
  if (queues.waiting === 0 || late.length === 0) return undefined;
  return {
    situation: "stuck",
    says: `${does(queues.waiting, "video", "wait")}, but ${late.map(({ id }) => id).join(", ")} did not come up in ECS within ${duration(registersWithin)}. The reconciler ends it.`,
    advice: `If others fail in the same way, they cannot reach AWS (subnet, route, security group):\n./model check ${spec.stackName}`,
  };
};

/** The reconciler looks every minute, and SQS's counts may be a minute late. */
const actsWithin = 300;

/** Videos wait, and nothing of the stack reacts. */
export const notOrdered: Rule = ({ queues, instances, desiredCapacity, spec }) => {
  const { waiting, oldestSeconds = 0 } = queues;
  if (waiting === 0 || instances.length > 0 || desiredCapacity > 0 || oldestSeconds < actsWithin) return undefined;
  return {
    situation: "stuck",
    says: `${does(waiting, "video", "wait")}, the oldest for ${duration(oldestSeconds)}, and no instance is ordered: the reconciler does not act.`,
    advice: `Its own words:\n./model logs ${spec.stackName} --reconciler`,
  };
};

/** The worker that took them is gone, and SQS shows them to nobody else yet. */
export const abandoned: Rule = ({ queues, spec }) => {
  if (queues.inFlight === 0 || queues.waiting > 0) return undefined;
  return {
    situation: "stuck",
    says: `${does(queues.inFlight, "video", "are")} taken, but no worker runs: the one that had ${queues.inFlight === 1 ? "it" : "them"} ended early. SQS gives ${queues.inFlight === 1 ? "it" : "them"} out again at the latest ${duration(spec.timeoutSeconds)} after that.`,
  };
};

/** Instances stay without work; only the alarm knows for how long. */
export const notLeaving: Rule = ({ instances, queues, running, pending, stopping, alarms, spec }) => {
  const busy = running.length + pending.length + stopping.length + queues.waiting + queues.inFlight;
  if (instances.length === 0 || busy > 0 || !rings("idle-instances", spec, alarms)) return undefined;
  return {
    situation: "stuck",
    says: `No video waits, but ${does(instances.length, "instance", "stay")} although it is time to leave: the reconciler does not act.`,
    advice: `Its own words:\n./model logs ${spec.stackName} --reconciler`,
  };
};
