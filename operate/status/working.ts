import { does, duration } from "../words";
import type { Rule, Verdict } from "./verdict";
import { whyNoLaunch } from "./why-no-launch";

export const running: Rule = ({ running, stopping, queues, instances, maxSize, spec, ...group }) => {
  const busy = running.length + stopping.length;
  if (busy === 0) return undefined;
  const full = instances.length >= Math.min(maxSize, spec.fleetSize);
  const waiting = `${does(queues.waiting, "video", "wait")}${queues.waiting > 0 && full ? "; the fleet has its full size" : ""}`;
  const failed = queues.waiting > 0 && !full ? whyNoLaunch(group) : undefined;
  return {
    situation: "running",
    says: `${does(busy, "worker", "work")}, ${waiting}.`,
    ...(failed && { advice: `No further instance can start: ${failed.words}.\n${failed.advice(spec)}` }),
  };
};

export const starting: Rule = ({ queues, instances, pending, desiredCapacity }) => {
  if (queues.waiting === 0 && pending.length === 0) return undefined;
  const soon = (how: string): Verdict => ({
    situation: "starting",
    says: `${does(queues.waiting, "video", "wait")}: ${how}.`,
  });
  if (pending.length > 0)
    return soon(`${does(pending.length, "worker", "start")}; pulling the image takes a minute or more`);
  if (instances.some(({ container }) => container))
    return soon("an instance is ready and gets its worker within a minute");
  // Without the time of its launch, one that never registers looks the same.
  if (instances.some(({ launchedAt }) => launchedAt === undefined))
    return soon(`${does(instances.length, "instance", "are")} launched and not in ECS yet, since when cannot be seen`);
  if (instances.length > 0) return soon(`${does(instances.length, "instance", "boot")}, which takes about two minutes`);
  if (desiredCapacity > 0) return soon(`${does(desiredCapacity, "instance", "are")} ordered`);
  // No promise: how long the oldest waits may not be known, and with it whether the reconciler acts.
  return soon("no instance is ordered yet; the reconciler looks every minute");
};

export const leaving: Rule = ({ instances, spec }) => {
  if (instances.length === 0) return undefined;
  const says = `No video waits; ${does(instances.length, "instance", "leave")} after ${duration(spec.keepWarmSeconds)} without work.`;
  return { situation: "leaving", says };
};

export const idle: Rule = () => ({ situation: "idle", says: "No video waits and no instance runs." });
