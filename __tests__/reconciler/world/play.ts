import type { decide } from "../../../reconciler/decide";
import type { Action } from "../../../reconciler/action";
import type { Observation } from "../../../reconciler/observation";
import { killedWithin, longestTimeout } from "../../../reconciler/rules";
import type { Settings } from "../../../reconciler/settings";
import { apply } from "./apply";
import { step } from "./physics";
import { type World, isAlive, note, presentMachines } from "./state";
import { type Story, configure, happen } from "./stories";
import { Past } from "./views";

type Decide = typeof decide;

/** Plays a story, then lets calm return, and checks the rules of the house at every step. Throws with the world's log. */
export function play(world: World, story: Story, decide: Decide): void {
  try {
    const past = new Past();
    past.remember(world);
    tell(world, past, story, decide, 30);
    calm(world);
    workOff(world, past, decide);
    restAtZero(world, past, decide);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${world.log.slice(-150).join("\n")}`);
  }
}

/** Plays a story and some minutes more. */
export function tell(world: World, past: Past, story: Story, decide: Decide, minutesMore: number): void {
  const toCome = [...story].sort((a, b) => a.minute - b.minute);
  const end = ((toCome.at(-1)?.minute ?? 0) + minutesMore) * 60;
  while (world.now < end) {
    while (toCome[0] !== undefined && toCome[0].minute * 60 <= world.now)
      toCome.splice(0, 1).forEach((next) => happen(world, next.happening));
    live(world, past, decide);
  }
}

/** One step of the world, and of the reconciler when it is its minute or an event wakes it. */
function live(world: World, past: Past, decide: Decide): readonly Action[] {
  const registered = () => world.machines.filter(({ container }) => container !== undefined).length;
  const before = { workers: world.tasks.filter(isAlive).length, registered: registered() };
  step(world);
  past.remember(world);
  const changed = world.tasks.filter(isAlive).length < before.workers || registered() > before.registered;
  const event = changed && world.random() > world.hidden.trouble;
  const scheduled = world.now % 60 === 0 && world.random() > world.hidden.trouble;
  const runs = ((event ? 1 : 0) + (scheduled ? 1 : 0)) * (world.hidden.twice ? 2 : 1);
  return Array.from({ length: runs }, () => run(world, past, decide)).flat();
}

/** A look: it decides now, and its actions arrive during the next half minute, among those of other runs. */
function run(world: World, past: Past, decide: Decide): readonly Action[] {
  const { hidden, random, settings } = world;
  const observation = past.observe(world);
  const actions = decide(observation, settings, world.now);
  let at = world.now;
  for (const action of actions) {
    checkDecision(observation, settings, action);
    at += hidden.lag === 0 ? 0 : random() * 15;
    if (random() < hidden.trouble) continue;
    world.later.push({ at: Math.min(at, world.now + 30), run: () => apply(world, action) });
    if (hidden.twice) world.later.push({ at: Math.min(at + 15, world.now + 30), run: () => apply(world, action) });
  }
  return actions;
}

function checkDecision({ group, alarm, paused }: Observation, { fleetSize }: Settings, action: Action): void {
  const raised = action.kind === "setDesiredCapacity" && action.desiredCapacity > (group?.desiredCapacity ?? 0);
  if (raised && action.desiredCapacity > Math.min(fleetSize, group?.maxSize ?? 0))
    throw new Error(`raised to ${action.desiredCapacity}, more than may run`);
  const begins = raised || action.kind === "startWorkers";
  if (begins && (paused !== false || alarm === undefined)) throw new Error("work begins although it may be paused");
  if (action.reason === "") throw new Error(`no reason for ${action.kind}`);
}

/** People repair what was broken; answers stay as late and as partial as they were. */
function calm(world: World): void {
  note(world, "calm");
  happen(world, { kind: "pause", paused: false });
  world.image = "good";
  world.settings = { ...world.settings, taskDefinitionArn: `arn:task-definition/detector:${++world.serial}` };
  world.hidden.quota = Infinity;
  world.hidden.neverRegisters = 0;
  world.hidden.registersLate = 0;
  configure(world, world.settings.fleetSize);
}

/** While videos wait and capacity can be had, somebody works: each becomes a result or a dead letter. */
function workOff(world: World, past: Past, decide: Decide): void {
  const { timeoutSeconds } = world.settings;
  const isOpen = () => world.videos.some(({ state }) => state === "waiting" || state === "inFlight");
  const limit = world.now + 12 * timeoutSeconds + 3600 * (2 + world.videos.length) + beyondReachSeconds(world);
  let lastWork = world.now;
  while (isOpen()) {
    live(world, past, decide);
    const waits = world.videos.some(({ state }) => state === "waiting");
    if (!waits || world.tasks.some(isAlive)) lastWork = world.now;
    const patience = world.alarm.actionsEnabled ? 1500 : 2 * 3600 + 1500;
    if (world.now - lastWork > patience) throw new Error(`videos wait, and nobody works for ${patience / 60} minutes`);
    if (world.now > limit) throw new Error("the work never ends");
  }
}

/** Of workers of an older revision, whose agent is gone, it is not known when their stop timeout has passed. */
const beyondReachSeconds = ({ machines }: World): number =>
  machines.some(({ agentLost }) => agentLost === true) ? longestTimeout + killedWithin : 0;

/** Then all reaches zero, and nothing is done any more. Hung workers take until they are killed. */
function restAtZero(world: World, past: Past, decide: Decide): void {
  const { timeoutSeconds, keepWarmSeconds } = world.settings;
  const isZero = () => world.desired === 0 && world.machines.length === 0;
  const start = world.now;
  const beyondReach = beyondReachSeconds(world);
  let idleFrom = start;
  while (!isZero()) {
    live(world, past, decide);
    if (world.tasks.some(isAlive)) idleFrom = world.now;
    if (world.now - idleFrom > keepWarmSeconds + 1500) throw new Error("idle instances do not leave");
    if (world.now > start + 3 * timeoutSeconds + keepWarmSeconds + 1500 + beyondReach)
      throw new Error("a hung worker lives for ever");
  }
  for (const until = world.now + 1200; world.now < until;) {
    live(world, past, decide);
    if (!isZero() || presentMachines(world).length > 0) throw new Error("it does not stay at zero");
  }
  for (const until = world.now + 600; world.now < until;) {
    const actions = live(world, past, decide);
    if (actions.length > 0) throw new Error(`something is done about nothing: ${JSON.stringify(actions)}`);
  }
}
