import type { Task } from "../../../reconciler/observation";
import type { Settings } from "../../../reconciler/settings";

/** A tiny model of what the stack contains, for the property tests: mutable, in seconds from 0, deterministic from a seed. */
export interface World {
  now: number;
  settings: Settings;
  /** GPUs of each instance that launches. */
  readonly gpus: number;
  readonly random: () => number;
  readonly hidden: Hidden;
  videos: Video[];
  desired: number;
  max: number;
  ignoresAlarms: boolean;
  machines: Machine[];
  launches: number[];
  /** What instances cost: the sum of their lives, in seconds. */
  machineSeconds: number;
  /** When workers took videos. */
  takes: number[];
  tasks: Job[];
  alarm: { actionsEnabled: boolean; configuredAt: number; breaches: number };
  paused: boolean;
  pausedAt: number;
  image: Image;
  /** What other parts of AWS will do at a later time. */
  later: { readonly at: number; readonly run: () => void }[];
  /** RunTask's client tokens: the same call within a minute starts nothing twice. */
  readonly tokens: Set<string>;
  serial: number;
  readonly log: string[];
}

/** What the model may do that AWS does not promise either way, and how bad its answers are. */
export interface Hidden {
  /** Whether switching the alarm's actions counts as configuring it. */
  readonly switchingConfigures: boolean;
  /** Seconds that a part of an answer may be old. */
  readonly lag: number;
  /** Chance that a part cannot be seen, that a listing leaves something out, that an action fails, that an event is lost. */
  readonly trouble: number;
  /** Whether every run comes twice, each seeing different things, and every action arrives twice. */
  readonly twice: boolean;
  /** Instances that a quota or a shortage allows. */
  quota: number;
  /** Chances that an instance that launches never registers, or does so only after seven to twelve minutes. */
  neverRegisters: number;
  registersLate: number;
}

export interface Video {
  readonly seconds: number;
  readonly poison: boolean;
  readonly sentAt: number;
  doneAt?: number;
  state: "waiting" | "inFlight" | "done" | "dead";
  visibleAt: number;
  tries: number;
}

export interface Machine {
  readonly id: string;
  readonly launchedAt: number;
  readonly registersAt: number;
  terminating: boolean;
  goneAt: number;
  /** ECS hears of it no more: its tasks show as they were, and what they are told does not reach them. */
  agentLost?: true;
  container?: { status: "ACTIVE" | "DRAINING"; readonly registeredAt: number; leavingSince?: number };
}

/** `idles`: exits with 0 at once, whatever waits. */
export type Image = "good" | "cannotBePulled" | "crashes" | "hangs" | "idles";

export interface Job {
  task: Task;
  readonly machine: string;
  readonly image: Image;
  readonly startsAt: number;
  video?: Video;
  videoDoneAt: number;
  stopAskedAt: number;
  hung: boolean;
}

export function newWorld(settings: Settings, gpus: number, seed: number, hidden: Hidden): World {
  return {
    now: 0,
    settings,
    gpus,
    random: randomFrom(seed),
    hidden,
    videos: [],
    desired: 0,
    max: settings.fleetSize,
    ignoresAlarms: false,
    machines: [],
    launches: [],
    machineSeconds: 0,
    takes: [],
    tasks: [],
    alarm: { actionsEnabled: true, configuredAt: -1, breaches: 0 },
    paused: false,
    pausedAt: Infinity,
    image: "good",
    later: [],
    tokens: new Set(),
    serial: 0,
    log: [],
  };
}

export const note = (world: World, text: string): void => {
  world.log.push(`${(world.now / 60).toFixed(2)} ${text}`);
};

export const isAlive = ({ task }: Job): boolean => task.lastStatus !== "STOPPED";

/** It was told to stop, or has. */
export const isAsked = ({ task }: Job): boolean => task.desiredStatus === "STOPPED";

/** Long after its stop timeout it still shows. */
export const isOutlived = ({ now, settings }: World, job: Job): boolean =>
  isAsked(job) && now - job.stopAskedAt > settings.timeoutSeconds + 900;

export const presentMachines = (world: World): Machine[] => world.machines.filter(({ terminating }) => !terminating);

/** A world where nothing goes wrong but what the test says. */
export const kindly = (changes: Partial<Hidden> = {}): Hidden => ({
  switchingConfigures: false,
  lag: 0,
  trouble: 0,
  twice: false,
  quota: Infinity,
  neverRegisters: 0,
  registersLate: 0,
  ...changes,
});

/** mulberry32: small, fast and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
