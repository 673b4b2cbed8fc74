import type { Alarm, Cluster, Flow, Group, Observation, Queue } from "../../../reconciler/observation";
import { usableWithin } from "../../../reconciler/rules";
import { flowMinutes } from "../../../reconciler/rules";
import { freeGpus } from "./apply";
import { stepSeconds } from "./physics";
import { type World, isAlive, isAsked } from "./state";

/** What each AWS API would show at one moment. ECS answers an instance as one record: its status and its counts agree. */
interface View {
  readonly queue: Queue;
  readonly group: Omit<Group, "launches">;
  readonly launches: readonly number[];
  readonly containerInstances: Cluster["containerInstances"];
  readonly tasks: Cluster["tasks"];
  readonly counts: Pick<Cluster, "registeredCount" | "runningCount" | "pendingCount">;
  readonly alarm: Alarm;
  readonly paused: boolean;
}

/** The moments of the last minutes, latest first, for answers that come late. */
export class Past {
  private readonly views: View[] = [];

  remember(world: World): void {
    this.views.unshift(viewOf(world));
    this.views.length = Math.min(this.views.length, 5);
  }

  /** Each part as old as it likes; some missing, some with something left out. */
  observe(world: World): Observation {
    const { random, hidden } = world;
    const view = (): View => {
      const steps = Math.floor((random() * (hidden.lag + stepSeconds)) / stepSeconds);
      return this.views[Math.min(steps, this.views.length - 1)] ?? viewOf(world);
    };
    const seen = <Part>(part: Part): Part | undefined => (random() < hidden.trouble ? undefined : part);
    const listed = <Item>(items: readonly Item[]): readonly Item[] =>
      random() < hidden.trouble ? items.filter(() => random() > 0.3) : items;
    // `observe` asks by id for the instances that should have registered by now; the others' page may be left out.
    const isYoung = (instanceId: string) =>
      world.machines.some(({ id, launchedAt }) => id === instanceId && world.now - launchedAt < usableWithin);
    const containerInstances = view().containerInstances;
    const cluster = {
      containerInstances: [
        ...listed(containerInstances.filter(({ instanceId }) => isYoung(instanceId))),
        ...containerInstances.filter(({ instanceId }) => !isYoung(instanceId)),
      ],
      tasks: listed(view().tasks),
      ...view().counts,
    };
    const members = view().group;
    const instances = listed(members.instances).map((instance) => ({
      ...instance,
      launchedAt: random() < hidden.trouble ? undefined : instance.launchedAt,
    }));
    return {
      queue: seen(view().queue),
      group: seen({ ...members, instances, launches: seen(view().launches) }),
      cluster: seen(cluster),
      alarm: seen(view().alarm),
      paused: seen(view().paused),
    };
  }
}

function viewOf(world: World): View {
  const alive = world.tasks.filter(isAlive);
  const count = (state: string) => world.videos.filter((video) => video.state === state).length;
  const running = alive.filter(({ task }) => task.startedAt !== undefined).length;
  const registered = world.machines.flatMap(({ id, container, agentLost }) =>
    container === undefined ? [] : [{ id, agentConnected: agentLost === undefined, container: { ...container } }],
  );
  const [waiting, inFlight] = [count("waiting"), count("inFlight")];
  return {
    queue: {
      waiting,
      inFlight,
      delayed: 0,
      emptySeconds: emptySeconds(world, waiting + inFlight),
      flow: flowOf(world),
    },
    group: {
      desiredCapacity: world.desired,
      minSize: 0,
      maxSize: world.max,
      ignoresAlarms: world.ignoresAlarms,
      instances: world.machines.map(({ id, launchedAt, terminating }) => ({
        instanceId: id,
        launchedAt,
        lifecycleState: terminating ? "Terminating" : "InService",
      })),
    },
    launches: world.launches.filter((launch) => world.now - launch < 3600),
    containerInstances: registered.map(({ id, agentConnected, container }) => {
      const tasks = alive.filter((job) => job.machine === id && !isAsked(job));
      const started = tasks.filter(({ task }) => task.startedAt !== undefined).length;
      return {
        arn: `ci-${id}`,
        instanceId: id,
        ...container,
        agentConnected,
        runningCount: started,
        pendingCount: tasks.length - started,
        registeredGpus: world.gpus,
        freeGpus: freeGpus(world, id),
      };
    }),
    tasks: world.tasks.map(({ task }) => task),
    counts: {
      registeredCount: registered.length,
      runningCount: running,
      pendingCount: alive.length - running,
    },
    alarm: { actionsEnabled: world.alarm.actionsEnabled, configuredAt: world.alarm.configuredAt },
    paused: world.paused,
  };
}

function flowOf({ videos, takes, now }: World): Flow {
  const isLately = (time = -Infinity) => now - time < flowMinutes * 60;
  const arrivals = videos.map(({ sentAt }) => sentAt).filter(isLately);
  return {
    minutesWithArrivals: new Set(arrivals.map((time) => Math.floor(time / 60))).size,
    finished: videos.filter(({ doneAt }) => isLately(doneAt)).length,
    taken: takes.filter(isLately).length,
  };
}

const emptySince = new WeakMap<World, number>();

function emptySeconds(world: World, videos: number): number {
  if (videos > 0) emptySince.delete(world);
  else if (!emptySince.has(world)) emptySince.set(world, world.now);
  return world.now - (emptySince.get(world) ?? world.now);
}
