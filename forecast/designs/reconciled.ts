import { watchAlarm } from "../alarm-watch";
import type { Host } from "../cluster";
import { type Design, type StackSettings, stackPlant } from "../design";
import { epoch, type Marks, observe, taskDefinitionArn } from "../observe";
import { desiredAfterScaleOut, stepChange } from "../step-scaling";
import type { World } from "../world";
import { decide } from "../../reconciler/decide";
import type { Action, Settings } from "../../reconciler/observation";

/** Only fetched when asked for and at most so late (SetQueueAttributes and GetQueueAttributes, Amazon SQS API Reference). */
const mostQueueLag = 60;

/** When the reconciler looks, and at what. */
export interface Habits {
  /** Seconds between two looks of the schedule. */
  readonly everySeconds: number;
  /** Also when the cluster's events say that something changed. */
  readonly onEvents: boolean;
  /** Also when a video has been uploaded, which is a second before its message is sent. */
  readonly onUploads: boolean;
  /** Whether it asks for what came and was finished lately. */
  readonly seesFlow: boolean;
}

/** As it is deployed. */
export const deployedHabits: Habits = { everySeconds: 60, onEvents: true, onUploads: false, seesFlow: true };

/**
 * This project's own: an alarm and a step scaling policy that bring instances whatever happens, and the deployed
 * reconciler's `decide`, run each minute and on the cluster's events, on observations as late as AWS's.
 */
export const reconciledWith = (name: string, habits: Habits): Design => ({
  name,
  plant: (stack, limits) => ({ ...stackPlant(stack, limits), queueAwake: true }),
  operate(world, stack) {
    const marks: Marks = { leavingSince: new Map(), alarmActionsEnabled: true };
    watchAlarm(world, "waiting videos", stack.alarm, (value) => {
      if (!marks.alarmActionsEnabled) return;
      const { group } = world;
      const change = stepChange(stack.steps, value - stack.alarm.threshold, "above");
      const desired = desiredAfterScaleOut(group.desired, group.warmedUp(stack.warmupSeconds), change, stack.fleetSize);
      if (desired !== group.desired) group.setDesired(desired);
    });
    runReconciler(world, settingsOf(stack), habits, marks);
  },
});

export const reconciled = reconciledWith("this project", deployedHabits);

const settingsOf = (stack: StackSettings): Settings => ({
  fleetSize: stack.fleetSize,
  workersPerInstance: Math.floor(stack.gpusPerInstance / stack.gpusPerTask),
  gpusPerTask: stack.gpusPerTask,
  waitingVideosPerInstance: stack.waitingVideosPerInstance,
  keepWarmSeconds: stack.keepWarmSeconds,
  timeoutSeconds: stack.visibilitySeconds,
  taskDefinitionArn,
});

/** The function runs one invocation at a time; what asks for it meanwhile is answered by one more run right after. */
function runReconciler(world: World, settings: Settings, habits: Habits, marks: Marks): void {
  const { clock, physics, random } = world;
  let looks = 0;
  let busy = false;
  let asked = false;
  const look = (): void => {
    if (busy) {
      asked = true;
      return;
    }
    busy = true;
    const draw = looks++;
    const queue = Math.min(mostQueueLag, -Math.log(1 - random("queue lag", draw)) * physics.queueCountLag);
    const late = { queue, ecs: physics.ecsViewLag };
    const actions = decide(observe(world, marks, late, habits.seesFlow), settings, epoch + clock.now);
    clock.after(physics.functionRun, () => {
      for (const action of actions) act(world, marks, action);
      busy = false;
      if (asked) look();
      asked = false;
    });
  };
  const { everySeconds } = habits;
  clock.every(everySeconds, clock.start + everySeconds * random("schedule"), look);
  const lookSoon = once(world, physics.ecsEvent, look);
  if (habits.onEvents) world.onEcsEvent.push(lookSoon);
  if (habits.onUploads) world.queue.onVisible.push(lookSoon);
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

function act(world: World, marks: Marks, action: Action): void {
  const { cluster, group } = world;
  switch (action.kind) {
    case "setDesiredCapacity":
      return group.setDesired(action.desiredCapacity);
    case "startWorkers": {
      const hosts = [...cluster.hosts.values()].filter(({ instance }) => action.instanceIds.includes(instance.id));
      for (let count = action.instanceIds.length; count > 0 && cluster.runTask(hosts) !== undefined; count--);
      return;
    }
    case "stopWorker":
      for (const task of cluster.tasks) if (task.id === action.taskArn) cluster.stopTask(task);
      return;
    case "drain":
      return withHost(world, action.instanceId, (host) => {
        marks.leavingSince.set(host, world.clock.now);
        cluster.drain(host);
      });
    case "end":
      for (const member of group.members)
        if (member.id === action.instanceId) group.terminate(member, action.decrement);
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

function withHost(world: World, instanceId: string, what: (host: Host) => void): void {
  for (const host of world.cluster.hosts.values()) if (host.instance.id === instanceId) return what(host);
}
