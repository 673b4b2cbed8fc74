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

/**
 * This project's own: an alarm and a step scaling policy that bring instances whatever happens, and the deployed
 * reconciler's `decide`, run each minute and on the cluster's events, on observations as late as AWS's.
 */
export const reconciled: Design = {
  name: "this project",
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
    runReconciler(world, settingsOf(stack), marks);
  },
};

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
function runReconciler(world: World, settings: Settings, marks: Marks): void {
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
    const actions = decide(observe(world, marks, { queue, ecs: physics.ecsViewLag }), settings, epoch + clock.now);
    clock.after(physics.functionRun, () => {
      for (const action of actions) act(world, marks, action);
      busy = false;
      if (asked) look();
      asked = false;
    });
  };
  clock.every(60, clock.start + 60 * random("schedule"), look);
  let eventDue = false;
  world.onEcsEvent.push(() => {
    if (eventDue) return;
    eventDue = true;
    clock.after(physics.ecsEvent, () => {
      eventDue = false;
      look();
    });
  });
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
