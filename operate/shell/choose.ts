import type { DebugSpec } from "../../models/format/spec";
import type { Cluster, Group, GroupInstance, Task } from "../status/facts";

/** How a person can get in. */
export type Way = "session manager" | "exec" | "ssh";

/** What the person asked for; without a wish, what is open decides. */
export interface Wish {
  /** Into the container, not onto the instance. */
  readonly container: boolean;
  /** Id of an EC2 instance. */
  readonly instance?: string;
  /** Id of a worker's task. */
  readonly task?: string;
}

/** Where to go, or why there is nowhere to go and what to do about it. */
export type Choice =
  | { readonly way: "session manager" | "ssh"; readonly instanceId: string; readonly because: string }
  | { readonly way: "exec"; readonly taskId: string; readonly because: string }
  | { readonly problem: string; readonly advice: string };

/** The recommended way comes first; a container is entered where that was asked for, or where nothing else is open. */
export function wayOf(debug: DebugSpec, { container, task, instance }: Wish): Way | undefined {
  const { sessionManager, exec, allowSshFrom } = debug;
  const toContainer = exec ? "exec" : undefined;
  if (container || task !== undefined) return toContainer;
  if (sessionManager) return "session manager";
  if (allowSshFrom.length > 0) return "ssh";
  return instance === undefined ? toContainer : undefined;
}

/** The instance to look at: one with a worker first, the youngest of these, also one that the cluster does not know. */
export function chooseInstance(
  way: "session manager" | "ssh",
  group: Group,
  { registered, tasks }: Cluster,
  wanted?: string,
): Choice {
  const there = group.instances.filter(({ lifecycleState }) => !/^Terminat/.test(lifecycleState));
  if (there.length === 0) return nothingRuns;
  if (wanted !== undefined) {
    if (there.some(({ id }) => id === wanted)) return { way, instanceId: wanted, because: "as you said" };
    const ids = there.map(({ id }) => id).join(", ");
    return { problem: `${wanted} is not an instance of this fleet`, advice: `There are: ${ids}` };
  }
  const instanceOf = new Map(registered.map(({ arn, instanceId }) => [arn, instanceId]));
  const working = new Map(
    tasks
      .filter(({ lastStatus }) => lastStatus === "RUNNING")
      .map((task) => [instanceOf.get(task.containerInstanceArn ?? ""), task]),
  );
  const [best] = [...there].sort((a, b) => rank(b) - rank(a) || (b.launchedAt ?? 0) - (a.launchedAt ?? 0));
  if (!best) return nothingRuns;
  return { way, instanceId: best.id, because: reason(best) };

  function rank({ id }: GroupInstance): number {
    if (working.has(id)) return 2;
    return registered.some(({ instanceId }) => instanceId === id) ? 1 : 0;
  }
  function reason(instance: GroupInstance): string {
    const task = working.get(instance.id);
    if (task) return `worker ${task.id} runs on it`;
    return rank(instance) === 1 ? "no worker runs on it" : "it has not joined the cluster yet";
  }
}

/** The worker to enter: the one that was started last. */
export function chooseTask({ tasks }: Cluster, wanted?: string): Choice {
  const running = tasks.filter(
    ({ lastStatus, desiredStatus }) => lastStatus === "RUNNING" && desiredStatus === "RUNNING",
  );
  const asked = wanted === undefined ? running : running.filter(({ id }) => id.startsWith(wanted));
  if (running.length === 0) return noWorker;
  if (asked.length === 0) {
    const ids = running.map(({ id }) => id).join(", ");
    return { problem: `no worker with the task id ${wanted} runs`, advice: `There are: ${ids}` };
  }
  const [latest] = asked.filter(({ exec }) => exec).sort((a, b) => startOf(b) - startOf(a));
  if (!latest) return tooOld;
  return { way: "exec", taskId: latest.id, because: wanted === undefined ? "it was started last" : "as you said" };
}

const startOf = ({ startedAt = 0 }: Task): number => startedAt;

const nothingRuns: Choice = {
  problem: "no instance runs: a fleet without videos is at zero",
  advice: "Submit a video and call this again; an instance is there about three minutes later.",
};

const noWorker: Choice = {
  problem: "no worker runs",
  advice: "A worker exists while there are videos. Of one that ended at once, ./model logs shows the last lines.",
};

const tooOld: Choice = {
  problem: "the workers that run were started before Exec was deployed, so ECS Exec cannot enter them",
  advice: "The next ones can be entered. With SessionManager: true, docker exec on the instance enters these.",
};
