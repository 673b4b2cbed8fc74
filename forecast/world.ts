import { Clock } from "./clock";
import { Cluster, type ClusterSettings, type EcsEvent } from "./cluster";
import type { Physics } from "./constants";
import { Group, type GroupSettings } from "./group";
import { Metric } from "./metric";
import type { Random } from "./random";
import { type QueueRules, type Video, VideoQueue } from "./videos";
import { Workers, type WorkerRules } from "./worker";

/** Everything that a stack is to the simulation, except how it scales. */
export interface Plant {
  readonly group: GroupSettings;
  readonly cluster: ClusterSettings;
  readonly queue: QueueRules;
  readonly worker: WorkerRules;
  /** Whether something touched the queue in the six hours before the trace, so that its metrics flow. */
  readonly queueAwake: boolean;
}

/** How long before the trace a stack that never goes to zero has been running. */
export const leadSeconds = 3600;

/** The simulated AWS account with one stack's queue, group, cluster and workers. A design acts on it. */
export class World {
  readonly clock: Clock;
  readonly queue: VideoQueue;
  readonly metric: Metric;
  readonly group: Group;
  readonly cluster: Cluster;
  readonly workers: Workers;
  /** Called when ECS would publish an event. */
  readonly onEcsEvent: ((what: EcsEvent) => void)[] = [];
  /** When videos arrive, in order: only an oracle may look. */
  readonly arrivals: readonly number[];
  /** How many of them have arrived. */
  arrived = 0;

  constructor(
    readonly plant: Plant,
    readonly physics: Physics,
    readonly random: Random,
    videos: readonly Video[],
  ) {
    this.clock = new Clock(plant.group.min > 0 ? -leadSeconds : 0);
    this.queue = new VideoQueue(this.clock, plant.queue);
    this.metric = new Metric(
      this.clock,
      this.queue,
      { publishSeconds: physics.metricPublish, wakeSeconds: physics.queueWake, phase: 60 * random("metric phase") },
      plant.queueAwake,
    );
    this.group = new Group(this.clock, physics, random, plant.group, {
      registered: (instance) => this.cluster.register(instance),
      interruptionNotice: (instance) => {
        const host = this.cluster.hosts.get(instance);
        if (host !== undefined) this.cluster.drain(host);
      },
      gone: (instance, cause) => this.cluster.lose(instance, cause),
    });
    this.cluster = new Cluster(this.clock, physics, random, plant.cluster, {
      running: (task) => this.workers.start(task),
      ended: (task, end) => this.workers.ended(task, end),
      event: (what) => this.onEcsEvent.forEach((listener) => listener(what)),
    });
    this.workers = new Workers(this.clock, physics, this.queue, () => this.cluster, plant.worker);
    const inOrder = [...videos].sort((a, b) => a.arrivesAt - b.arrivesAt);
    this.arrivals = inOrder.map((video) => video.arrivesAt);
    this.sendInOrder(inOrder);
  }

  /** Nothing is left to arrive, to work on or to scale in. */
  get isAtRest(): boolean {
    return (
      this.arrived === this.arrivals.length &&
      this.queue.isWorkedOff &&
      this.cluster.tasks.size <= this.plant.group.min &&
      this.group.desired <= this.plant.group.min &&
      this.group.members.length <= this.plant.group.min
    );
  }

  private sendInOrder(videos: readonly Video[]): void {
    for (const video of videos) {
      this.clock.at(video.arrivesAt, () => {
        this.arrived++;
        this.queue.send(video);
      });
    }
  }
}
