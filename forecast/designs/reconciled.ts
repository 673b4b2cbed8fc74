import { watchAlarm } from "../alarm-watch";
import { type Design, type StackSettings, stackPlant, type Wakes } from "../design";
import { epoch, type Marks, observe, taskDefinitionArn } from "../observe";
import { desiredAfterScaleOut, stepChange } from "../step-scaling";
import type { World } from "../world";
import { decide } from "../../reconciler/decide";
import { settlesWithin } from "../../reconciler/rules";
import type { Action } from "../../reconciler/action";
import type { Settings } from "../../reconciler/settings";

/** Only fetched when asked for and at most so late (SetQueueAttributes and GetQueueAttributes, Amazon SQS API Reference). */
const mostQueueLag = 60;

/** When the reconciler looks, and at what. */
export interface Habits extends Wakes {
  /** Once more in the same run, when an instance that it drained has settled. */
  readonly looksAgain: boolean;
  /** Whether it asks for what came and was finished lately. */
  readonly seesFlow: boolean;
}

/**
 * This project's own: an alarm and a step scaling policy that bring instances whatever happens, and the deployed
 * reconciler's `decide`, run each minute and on the cluster's events, on observations as late as AWS's.
 */
export const reconciledWith = (name: string, changes: Partial<Habits>): Design => ({
  name,
  plant: (stack, limits) => ({ ...stackPlant(stack, limits), queueAwake: true }),
  operate(world, stack) {
    const marks: Marks = { leavingSince: new Map(), alarmActionsEnabled: true, tokens: new Set() };
    watchAlarm(world, "waiting videos", stack.alarm, (value) => {
      if (!marks.alarmActionsEnabled) return;
      const { group } = world;
      const change = stepChange(stack.steps, value - stack.alarm.threshold, "above");
      const desired = desiredAfterScaleOut(group.desired, group.warmedUp(stack.warmupSeconds), change, stack.fleetSize);
      if (desired !== group.desired) group.setDesired(desired);
    });
    runReconciler(world, settingsOf(stack), { ...stack.wakes, looksAgain: true, seesFlow: true, ...changes }, marks);
  },
});

export const reconciled = reconciledWith("this project", {});

const settingsOf = (stack: StackSettings): Settings => ({
  fleetSize: stack.fleetSize,
  workersPerInstance: Math.floor(stack.gpusPerInstance / stack.gpusPerTask),
  gpusPerTask: stack.gpusPerTask,
  waitingVideosPerInstance: stack.waitingVideosPerInstance,
  keepWarmSeconds: stack.keepWarmSeconds,
  timeoutSeconds: stack.visibilitySeconds,
  taskDefinitionArn,
});

/** Runs of the function may overlap: each acts on what it saw when it began. */
function runReconciler(world: World, settings: Settings, habits: Habits, marks: Marks): void {
  const { clock, physics, random } = world;
  let looks = 0;
  const look = (): void => {
    const began = clock.now;
    const queue = Math.min(mostQueueLag, -Math.log(1 - random("queue lag", looks++)) * physics.queueCountLag);
    const late = { queue, ecs: physics.ecsViewLag };
    const actions = decide(observe(world, marks, late, habits.seesFlow), settings, epoch + began);
    if (actions.length === 0) return;
    clock.after(physics.functionRun, () => {
      for (const action of actions) act(world, marks, action, began);
    });
    if (habits.looksAgain && actions.some(({ kind }) => kind === "drain")) clock.at(began + settlesWithin + 1, look);
  };
  const { everySeconds } = habits;
  clock.every(everySeconds, clock.start + everySeconds * random("schedule"), look);
  const lookSoon = once(world, physics.ecsEvent, look);
  if (habits.onUpload) world.queue.onVisible.push(lookSoon);
  world.onEcsEvent.push((what) => {
    if (what === "instanceActive" ? habits.onActiveInstance : what === "taskStopped" && habits.onStoppedTask)
      lookSoon();
  });
}

/** Runs `what` so many seconds after it was asked for; what is asked for meanwhile is done by the same run. */
function once({ clock }: World, seconds: number, what: () => void): () => void {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    clock.after(seconds, () => {
      due = false;
      what();
    });
  };
}

/** As the deployed function acts: what has changed since its look is left for the next. */
function act(world: World, marks: Marks, action: Action, began: number): void {
  const { cluster, group } = world;
  switch (action.kind) {
    case "setDesiredCapacity":
      if (group.desired === action.from) group.setDesired(action.desiredCapacity);
      return;
    case "startWorkers":
      return startWorkers(world, marks, action.instanceIds, began);
    case "stopWorker":
      for (const task of cluster.tasks) if (task.id === action.taskArn) cluster.stopTask(task);
      return;
    case "drain":
      for (const host of cluster.hosts.values()) {
        if (host.instance.id !== action.instanceId) continue;
        marks.leavingSince.set(host, Math.round(began));
        cluster.drain(host);
      }
      return;
    case "end":
      for (const member of group.members) {
        const host = cluster.hosts.get(member);
        const isAsJudged = host === undefined ? action.containerInstanceArn === undefined : host.tasks.size === 0;
        if (member.id === action.instanceId && isAsJudged) group.terminate(member, action.decrement);
      }
      return;
    case "openCircuit":
    case "closeCircuit":
      marks.alarmActionsEnabled = action.kind === "closeCircuit";
      return;
    case "ignoreAlarms":
    case "heedAlarms":
      return;
  }
}

/** One RunTask with a client token: two runs that decide the same within a minute start it once. */
function startWorkers({ cluster }: World, marks: Marks, instanceIds: readonly string[], began: number): void {
  const token = [Math.floor((epoch + began) / 60), ...instanceIds].join(" ");
  if (marks.tokens.has(token)) return;
  marks.tokens.add(token);
  const hosts = [...cluster.hosts.values()].filter(({ instance }) => instanceIds.includes(instance.id));
  for (let count = instanceIds.length; count > 0 && cluster.runTask(hosts) !== undefined; count--);
}
