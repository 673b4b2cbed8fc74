import type { Mutation } from "./mutate";

const mutate = (file: string, from: string, to: string): Mutation => ({ file, from, to });

/** Each kills a running video, sooner or later. */
export const deadly: readonly Mutation[] = [
  mutate("end", "isEmpty(member) &&", ""),
  mutate("order", "containers.length === 0 && launchedAt", "launchedAt"),
  mutate("rules", "registersWithin = 600", "registersWithin = 60"),
  mutate("rules", "usableWithin = 480", "usableWithin = 4800"),
];

/** Each leaves work undone, or GPUs running. */
export const costly: readonly Mutation[] = [
  mutate("decide", "...stop(sight),", ""),
  mutate("decide", "...end(sight),", ""),
  mutate("decide", "...drained,", ""),
  mutate("decide", "...(may === undefined ? [] : start(sight, may.toStart, drained)),", ""),
  mutate("drain", "isLeaving(member) && member.containers.every(", "false && member.containers.every("),
  mutate("end", "desired >= instances && desired > group.minSize", "false"),
  mutate("permit", "paused === true) return", "false) return"),
  mutate("permit", "alarm.actionsEnabled ? everything(sight, queue)", "true ? everything(sight, queue)"),
  mutate("permit", "!group.launches.some(isRecent)", "true"),
  mutate("circuit", "failures(latestFirst, alarm) ?? futility(sight, alarm)", "futility(sight, alarm)"),
  mutate("circuit", "failures(latestFirst, alarm) ?? futility(sight, alarm)", "failures(latestFirst, alarm)"),
  mutate("order", "Math.min(wanted, settings.fleetSize, group.maxSize)", "wanted"),
  mutate("pause", "paused === group.ignoresAlarms", "paused"),
];

/** Each breaks a rule that the tables state. */
export const wrong: readonly Mutation[] = [
  mutate("end", "if (fleet.doubtful) return [];", ""),
  mutate("circuit", "return works === undefined ? []", "return works !== null ? []"),
  mutate("order", "missing <= 0 || queue.delayed > 0", "true"),
  mutate("end", "isLeaving(member) &&", ""),
  mutate("rules", "settlesWithin = 45", "settlesWithin = 0"),
  mutate("rules", "takesVideoWithin = 300", "takesVideoWithin = 300000"),
  mutate("rules", "failuresToOpen = 5", "failuresToOpen = 4"),
  mutate("rules", "exitsWithin = 900", "exitsWithin = 600"),
  mutate("rules", "provenAfter = 900", "provenAfter = 3600"),
  mutate("rules", "usedWithin = 600", "usedWithin = 6000"),
  mutate("fleet", "runningCount === 0 && pendingCount === 0 && freeGpus === registeredGpus", "runningCount === 0"),
  mutate("fleet", ") && !tasks.some(isLiving)", ")"),
  mutate("fleet", "cluster.containerInstances.length < cluster.registeredCount ||", ""),
  mutate("fleet", "living.length < cluster.runningCount + cluster.pendingCount ||", ""),
  mutate("fleet", 'container.status !== "ACTIVE" || !container.agentConnected', 'container.status !== "ACTIVE"'),
  mutate("fleet", "Math.max(...containers.map(({ registeredAt }) => registeredAt), ...tasks", "Math.max(...tasks"),
  mutate(
    "permit",
    "Math.max(pending, Math.min(young, workers.length - inFlight))",
    "Math.max(pending, workers.length - inFlight)",
  ),
  mutate(
    "permit",
    "Math.max(pending, Math.min(young, workers.length - inFlight))",
    "Math.min(young, workers.length - inFlight)",
  ),
  mutate("order", "Math.min(queue.inFlight, here.length)", "queue.inFlight"),
  mutate(
    "order",
    "Math.max(Math.ceil((videos + taken) / perInstance), more)",
    "Math.ceil((videos + taken) / perInstance)",
  ),
  mutate("order", "!here.some(isPending)", "true"),
  mutate("order", "+ lost.length", ""),
  mutate("order", "desiredCapacity <= group.desiredCapacity", "desiredCapacity === group.desiredCapacity"),
  mutate("drain", "(needed ? usedWithin : 0)", "0"),
  mutate("drain", "if (places === 0)", "if (false)"),
  mutate("drain", "index >= idle.length - surplus", "false"),
  mutate("start", "staying.length > group.maxSize", "false"),
  mutate("start", "&& !leaving.has(id)", ""),
  mutate("start", "Math.min(videos, count + places)", "count + places"),
  mutate("start", "a.places - b.places", "b.places - a.places"),
  mutate("end", "desired >= instances && desired > group.minSize", "desired > group.minSize"),
  mutate("end", 'member.instance.lifecycleState === "InService" &&', ""),
  mutate("stop", "emptySeconds >= exitsWithin && age >= exitsWithin", "emptySeconds >= exitsWithin"),
  mutate("stop", ".filter((worker) => !isStopping(worker))", ""),
  mutate("circuit", "proven === undefined ? (", "true ? ("),
  mutate("circuit", "|| (task.stoppedAt ?? 0) <= alarm.configuredAt", ""),
  mutate("circuit", "group.launches.every((launch) => launch < last.createdAt)", "true"),
  mutate(
    "circuit",
    "cluster.tasks.filter(({ taskDefinitionArn }) => taskDefinitionArn === settings.taskDefinitionArn)",
    "cluster.tasks.slice()",
  ),
];
