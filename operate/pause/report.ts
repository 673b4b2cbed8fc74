import type { ModelSpec } from "../../models/format/spec";
import type { Facts } from "../status/facts";
import { rings } from "../status/rings";
import { sightOf } from "../status/sight";
import { does, duration } from "../words";

/** What a paused stack still waits for, in lines for a person. */
export interface PauseReport {
  readonly lines: readonly string[];
  /** True: nothing runs any more. */
  readonly quiet: boolean;
}

export function pauseReport(facts: Facts, spec: ModelSpec): PauseReport {
  const sight = sightOf(facts, spec);
  if (!sight) {
    return {
      quiet: false,
      lines: [`What still runs cannot be seen: your credentials lack ${facts.unseen.join(", ")}.`],
    };
  }
  const { running, stopping, pending, instances, queues, alarms } = sight;
  const workers = [...running, ...stopping, ...pending];
  const { waiting } = queues;
  const kept =
    waiting === 0
      ? []
      : [`${does(waiting, "video", "wait")} in the queue and ${waiting === 1 ? "stays" : "stay"} there.`];
  if (workers.length > 0 && rings("reconciler-fails", spec, alarms)) {
    const goOn = `${does(workers.length, "worker", "go")} on until the queue is empty: the reconciler, which asks workers to stop, fails.`;
    return { quiet: false, lines: [goOn, `Why: ./model logs ${spec.stackName} --reconciler`, ...kept] };
  }
  if (workers.length > 0) {
    // A worker is asked to stop within a minute, and has TimeoutHours from then.
    const last = `at the latest ${duration(spec.timeoutSeconds)} from now (TimeoutHours)`;
    const finish = `${does(workers.length, "worker", "finish")} the video ${workers.length === 1 ? "it has" : "they have"}, ${last}. Then the instances leave.`;
    return { quiet: false, lines: [finish, ...kept] };
  }
  if (instances.length > 0) {
    return {
      quiet: false,
      lines: [`No worker runs any more; ${does(instances.length, "instance", "leave")}.`, ...kept],
    };
  }
  return { quiet: true, lines: ["Nothing runs.", ...kept] };
}

export function resumeReport(facts: Facts): readonly string[] {
  const { queues } = facts;
  if (!queues) return ["The reconciler takes it up within a minute."];
  if (queues.waiting === 0) return ["No videos wait."];
  return [
    `${does(queues.waiting, "video", "wait")}: the reconciler takes ${queues.waiting === 1 ? "it" : "them"} up within a minute.`,
  ];
}
