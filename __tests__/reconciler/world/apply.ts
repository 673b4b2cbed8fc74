import type { Action } from "../../../reconciler/action";
import { ask, terminate } from "./physics";
import { type Job, type World, isAlive, isAsked, isOutlived, note, presentMachines } from "./state";

/** What AWS does when an action arrives, whatever was true when it was decided. Throws when a rule of the house breaks. */
export function apply(world: World, action: Action): void {
  note(world, JSON.stringify(action));
  switch (action.kind) {
    case "setDesiredCapacity":
      if (action.desiredCapacity <= world.max) world.desired = action.desiredCapacity;
      return;
    case "startWorkers":
      return startWorkers(world, action.instanceIds);
    case "stopWorker": {
      const job = world.tasks.find(({ task }) => task.arn === action.taskArn);
      if (job !== undefined) ask(world, job);
      return;
    }
    case "drain": {
      const container = world.machines.find(({ id }) => id === action.instanceId)?.container;
      if (container === undefined) return;
      container.status = "DRAINING";
      container.leavingSince = world.now;
      return;
    }
    case "end":
      return end(world, action.instanceId, action.decrement);
    case "openCircuit":
    case "closeCircuit":
      world.alarm.actionsEnabled = action.kind === "closeCircuit";
      if (world.hidden.switchingConfigures) world.alarm.configuredAt = world.now;
      return;
    case "ignoreAlarms":
    case "heedAlarms":
      world.ignoresAlarms = action.kind === "ignoreAlarms";
      return;
  }
}

function startWorkers(world: World, instanceIds: readonly string[]): void {
  // A look may be a minute late, and what it decided half a minute.
  if (world.now - world.pausedAt > 120) throw new Error("a worker was started while the stack is paused");
  const token = `${Math.floor(world.now / 60)} ${instanceIds.join()} ${world.settings.taskDefinitionArn}`;
  if (world.tokens.has(token)) return;
  world.tokens.add(token);
  for (let started = 0; started < instanceIds.length; started++) {
    const machine = presentMachines(world).find(
      ({ id, container, agentLost }) =>
        instanceIds.includes(id) &&
        container?.status === "ACTIVE" &&
        agentLost === undefined &&
        freeGpus(world, id) >= world.settings.gpusPerTask,
    );
    if (machine === undefined) return;
    const arn = `task-${++world.serial}`;
    world.tasks.push({
      task: {
        arn,
        isWorker: true,
        taskDefinitionArn: world.settings.taskDefinitionArn,
        containerInstanceArn: `ci-${machine.id}`,
        lastStatus: "PENDING",
        desiredStatus: "RUNNING",
        createdAt: world.now,
      },
      machine: machine.id,
      image: world.image,
      startsAt: world.now + 15 + world.random() * 120,
      videoDoneAt: 0,
      stopAskedAt: 0,
      hung: false,
    });
  }
}

/** As ECS's books have it: what was told to stop has given its GPU back, whatever it still does. */
export const freeGpus = (world: World, id: string): number =>
  world.gpus - world.settings.gpusPerTask * world.tasks.filter((job) => job.machine === id && !isAsked(job)).length;

function end(world: World, id: string, decrement: boolean): void {
  const machine = presentMachines(world).find((candidate) => candidate.id === id);
  if (machine === undefined) return;
  const beyondReach = (job: Job) => machine.agentLost === true && isOutlived(world, job);
  const killed = world.tasks.filter((job) => job.machine === id && isAlive(job) && !beyondReach(job));
  // The second look, act-leave.ts: where a page of the list leaves such a worker out, no count of ECS shows it.
  if (killed.length > 0 && killed.every(isAsked) && world.hidden.trouble > 0) return;
  if (killed.length > 0) throw new Error(`${id} was ended with ${killed.map(({ task }) => task.arn).join()} alive`);
  terminate(world, machine, "TerminationNotice");
  if (decrement && world.desired > 0) world.desired -= 1;
}
