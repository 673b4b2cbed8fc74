import { type Job, type Machine, type World, isAlive, isAsked, note, presentMachines } from "./state";

/** What AWS and the containers do by themselves, one step of `stepSeconds` at a time. */
export const stepSeconds = 15;

export function step(world: World): void {
  world.now += stepSeconds;
  const due = world.later.filter(({ at }) => at <= world.now);
  world.later = world.later.filter(({ at }) => at > world.now);
  due.forEach(({ run }) => run());
  returnVideos(world);
  world.tasks.filter(isAlive).forEach((job) => work(world, job));
  world.tasks = world.tasks.filter(({ task }) => task.stoppedAt === undefined || world.now - task.stoppedAt < 3700);
  alarm(world);
  scale(world);
  world.machineSeconds += stepSeconds * presentMachines(world).length;
}

/** A video whose worker is gone, or took too long, waits again; after three tries it is a dead letter. */
function returnVideos(world: World): void {
  for (const video of world.videos) {
    if (video.state !== "inFlight" || video.visibleAt > world.now) continue;
    video.state = video.tries >= 3 ? "dead" : "waiting";
  }
}

function work(world: World, job: Job): void {
  const { task } = job;
  if (world.machines.some(({ id, agentLost }) => agentLost === true && id === job.machine)) return;
  const asked = task.desiredStatus === "STOPPED";
  if (task.startedAt === undefined) {
    if (asked) return stopJob(world, job, "UserInitiated", undefined);
    if (world.now < job.startsAt || isHeldBack(world, job)) return;
    if (job.image === "cannotBePulled") return stopJob(world, job, "TaskFailedToStart", undefined);
    job.task = { ...task, lastStatus: "RUNNING", startedAt: world.now };
    return;
  }
  if (job.image === "crashes") return stopJob(world, job, "EssentialContainerExited", 1);
  if (job.image === "idles") return stopJob(world, job, "EssentialContainerExited", 0);
  if (job.image === "hangs") job.hung = true;
  if (asked && world.now - job.stopAskedAt >= world.settings.timeoutSeconds)
    return stopJob(world, job, "UserInitiated", 137);
  if (job.hung) return;
  if (job.video !== undefined) {
    if (job.videoDoneAt > world.now) return;
    if (job.video.poison) return stopJob(world, job, "EssentialContainerExited", 1);
    job.video.state = "done";
    job.video.doneAt = world.now;
    job.video = undefined;
  }
  if (asked) return stopJob(world, job, "UserInitiated", 0);
  const next = world.videos.find(({ state }) => state === "waiting");
  if (next === undefined) return stopJob(world, job, "EssentialContainerExited", 0);
  next.state = "inFlight";
  next.tries += 1;
  world.takes.push(world.now);
  next.visibleAt = world.now + world.settings.timeoutSeconds;
  job.video = next;
  job.videoDoneAt = world.now + next.seconds;
}

/** The agent holds a task PENDING until those that were told to stop have given their GPUs back. */
function isHeldBack({ tasks, settings, gpus }: World, { machine }: Job): boolean {
  const running = tasks.filter((job) => job.machine === machine && isAlive(job) && job.task.startedAt !== undefined);
  return (running.length + 1) * settings.gpusPerTask > gpus;
}

/** StopTask. */
export function ask(world: World, job: Job): void {
  if (isAsked(job)) return;
  job.task = { ...job.task, desiredStatus: "STOPPED", stoppingAt: world.now };
  job.stopAskedAt = world.now;
}

export function stopJob(world: World, job: Job, stopCode: string, exitCode: number | undefined): void {
  job.task = {
    ...job.task,
    lastStatus: "STOPPED",
    desiredStatus: "STOPPED",
    stoppedAt: world.now,
    stopCode,
    exitCode,
    stoppedReason: stopCode,
  };
  note(world, `${job.task.arn} stopped: ${stopCode} ${exitCode}`);
}

/** Visible messages in 3 of 3 minutes; ChangeInCapacity from the instances that had ten minutes to warm up. */
function alarm(world: World): void {
  if (world.now % 60 !== 0) return;
  const waiting = world.videos.filter(({ state }) => state === "waiting").length;
  world.alarm.breaches = waiting >= 1 ? world.alarm.breaches + 1 : 0;
  if (world.alarm.breaches < 3 || !world.alarm.actionsEnabled || world.ignoresAlarms) return;
  const warm = presentMachines(world).filter(({ launchedAt }) => world.now - launchedAt >= 600).length;
  const { waitingVideosPerInstance, workersPerInstance } = world.settings;
  const step = Math.ceil(waiting / Math.max(waitingVideosPerInstance, workersPerInstance));
  const ordered = warm + Math.min(step, world.settings.fleetSize);
  if (Math.min(ordered, world.max) > world.desired) note(world, `alarm orders ${ordered}`);
  world.desired = Math.max(world.desired, Math.min(ordered, world.max));
}

/** The group: launches what is missing; all its instances are protected, so it never ends one by itself. */
function scale(world: World): void {
  world.machines = world.machines.filter(({ goneAt }) => goneAt > world.now);
  while (presentMachines(world).length < Math.min(world.desired, world.hidden.quota)) launch(world);
  for (const machine of presentMachines(world))
    if (machine.container === undefined && machine.registersAt <= world.now)
      machine.container = { status: "ACTIVE", registeredAt: world.now };
}

function launch(world: World): void {
  const { random, now, hidden } = world;
  const late = random() < hidden.registersLate ? 400 + random() * 300 : 60 + random() * 90;
  const boot = random() < hidden.neverRegisters ? Infinity : late;
  const machine: Machine = {
    id: `i-${++world.serial}`,
    launchedAt: now,
    registersAt: now + boot,
    terminating: false,
    goneAt: Infinity,
  };
  world.machines.push(machine);
  world.launches.push(now);
  note(world, `${machine.id} launched, registers at ${(machine.registersAt / 60).toFixed(1)}`);
}

/** EC2 takes the instance, whoever wanted it: what runs on it is lost. */
export function terminate(world: World, machine: Machine, stopCode: string): void {
  machine.terminating = true;
  machine.goneAt = world.now + 60;
  machine.container = undefined;
  world.tasks
    .filter((job) => job.machine === machine.id && isAlive(job))
    .forEach((job) => stopJob(world, job, stopCode, 137));
}
