import * as fc from "fast-check";
import { ask, stopJob, terminate } from "./physics";
import { type Image, type World, isAlive, note, presentMachines } from "./state";

/** What people, clients and bad luck do to a world. */
export type Happening =
  | { readonly kind: "submit"; readonly videos: number; readonly minutes: number; readonly poison: boolean }
  | { readonly kind: "fleetSize"; readonly size: number }
  | { readonly kind: "deploy"; readonly image: Image }
  | { readonly kind: "pause"; readonly paused: boolean }
  | { readonly kind: "clientShutdown" | "spot" | "crash" | "hang" | "agentLost" | "apply" }
  | { readonly kind: "quota"; readonly instances: number }
  | { readonly kind: "neverRegisters" | "registersLate"; readonly chance: number };

export type Story = readonly { readonly minute: number; readonly happening: Happening }[];

const submit = fc.record({
  kind: fc.constant("submit" as const),
  videos: fc.integer({ min: 1, max: 12 }),
  minutes: fc.constantFrom(0.2, 1, 5, 12, 50),
  poison: fc.boolean(),
});

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: submit },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("fleetSize" as const), size: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("deploy" as const),
      image: fc.constantFrom<Image>("good", "good", "cannotBePulled", "crashes", "hangs", "idles"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("pause" as const), paused: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constantFrom("clientShutdown", "spot", "crash", "hang", "agentLost", "apply") }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("quota" as const), instances: fc.integer({ min: 0, max: 4 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom("neverRegisters", "registersLate"), chance: fc.constantFrom(0.3, 1) }),
  },
);

/** Starts with videos, so that no world is empty. */
export const story: fc.Arbitrary<Story> = fc
  .tuple(
    submit,
    fc.array(fc.record({ minute: fc.integer({ min: 0, max: 120 }), happening }), { maxLength: 10, size: "max" }),
  )
  .map(([first, rest]) => [{ minute: 0, happening: first }, ...rest]);

/** One video after the other, so that instances are about to leave when the next one comes. */
export const trickle: fc.Arbitrary<Story> = fc
  .array(fc.integer({ min: 16, max: 48 }), { minLength: 12, maxLength: 12 })
  .map((pauses) => {
    let minute = 0;
    return pauses.map((pause) => ({
      minute: (minute += pause / 4),
      happening: { kind: "submit", videos: 1, minutes: 5, poison: false },
    }));
  });

export function happen(world: World, event: Happening): void {
  note(world, JSON.stringify(event));
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(world.random() * items.length)];
  const job = pick(world.tasks.filter((candidate) => isAlive(candidate) && candidate.task.startedAt !== undefined));
  switch (event.kind) {
    case "submit":
      for (let index = 0; index < event.videos; index++)
        world.videos.push({
          seconds: Math.min(event.minutes * 60 * (0.5 + world.random()), world.settings.timeoutSeconds * 0.9),
          poison: event.poison && index === 0,
          sentAt: world.now,
          state: "waiting",
          visibleAt: 0,
          tries: 0,
        });
      return;
    case "fleetSize":
      world.settings = { ...world.settings, fleetSize: event.size };
      return configure(world, event.size);
    case "deploy":
      world.image = event.image;
      world.settings = { ...world.settings, taskDefinitionArn: `arn:task-definition/detector:${++world.serial}` };
      return configure(world, world.settings.fleetSize);
    case "apply":
      return configure(world, world.settings.fleetSize);
    case "pause":
      if (event.paused !== world.paused) world.pausedAt = event.paused ? world.now : Infinity;
      world.paused = event.paused;
      return;
    case "clientShutdown":
      return clientShutdown(world);
    case "spot":
      return interrupt(world);
    case "crash":
      return job === undefined ? undefined : stopJob(world, job, "EssentialContainerExited", 1);
    case "hang":
      if (job !== undefined) job.hung = true;
      return;
    case "agentLost":
      for (const machine of presentMachines(world)) if (machine.id === job?.machine) machine.agentLost = true;
      return;
    case "quota":
      world.hidden.quota = event.instances;
      return;
    case "neverRegisters":
    case "registersLate":
      world.hidden[event.kind] = event.chance;
      return;
  }
}

/** `terraform apply`: the group's maximum and, where they were off, the alarm's actions. */
export function configure(world: World, max: number): void {
  world.max = max;
  world.desired = Math.min(world.desired, max);
  if (world.alarm.actionsEnabled) return;
  world.alarm.actionsEnabled = true;
  world.alarm.configuredAt = world.now;
}

function clientShutdown(world: World): void {
  const before = world.max;
  world.max = 0;
  world.desired = 0;
  for (const { container } of presentMachines(world)) if (container !== undefined) container.status = "DRAINING";
  for (const job of world.tasks.filter(isAlive)) {
    ask(world, job);
  }
  world.later.push({ at: world.now + 300, run: () => (world.max = Math.max(before, 6)) });
}

/** Two minutes after its notice the instance is gone; the agent drains it meanwhile. */
function interrupt(world: World): void {
  const machines = presentMachines(world);
  const machine = machines[Math.floor(world.random() * machines.length)];
  if (machine === undefined) return;
  if (machine.container !== undefined) machine.container.status = "DRAINING";
  world.later.push({
    at: world.now + 120,
    run: () => !machine.terminating && terminate(world, machine, "SpotInterruption"),
  });
}
