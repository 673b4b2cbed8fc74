import { ended, pending, running, type Machine } from "../sights";
import type { Case } from "./case";

const busy = (id: string, minutes = 30): Machine => ({ id, tasks: [running(minutes)] });
const several = (count: number, make: (id: string) => Machine): readonly Machine[] =>
  Array.from({ length: count }, (_, index) => make(`i-${index + 1}`));

export const orderCases: readonly Case[] = [
  { rule: "nothing is ordered while nothing waits", sight: {}, done: [] },
  { rule: "each waiting video orders an instance", sight: { waiting: 3 }, done: ["desire 3"] },
  { rule: "what runs counts too", sight: { waiting: 2, machines: several(3, busy) }, done: ["desire 5"] },
  { rule: "never more than FleetSize", sight: { waiting: 50 }, done: ["desire 10"] },
  { rule: "never more than the group's maximum", sight: { waiting: 50, max: 4 }, done: ["desire 4"] },
  {
    rule: "FleetSize holds where the client's shutdown has left a higher maximum",
    sight: { waiting: 50, max: 6 },
    set: { fleetSize: 1 },
    done: ["desire 1"],
  },
  { rule: "the client's shutdown, maximum 0: nothing is ordered", sight: { waiting: 50, max: 0 }, done: [] },
  { rule: "what is ordered is not ordered twice", sight: { waiting: 3, desired: 3 }, done: [] },
  { rule: "an order is never lowered while videos wait", sight: { waiting: 3, desired: 8 }, done: [] },
  {
    rule: "workers that are about to take the videos order nothing more",
    sight: { waiting: 2, machines: several(2, (id) => ({ id, tasks: [pending()] })), inFlight: 0 },
    done: [],
  },
  {
    rule: "four workers on an instance: four videos an instance",
    sight: { waiting: 9 },
    set: { workersPerInstance: 4 },
    done: ["desire 3"],
  },
  {
    rule: "WaitingVideosPerInstance: short videos share an instance",
    sight: { waiting: 25 },
    set: { waitingVideosPerInstance: 10 },
    done: ["desire 3"],
  },
  {
    rule: "they still share it when some are in work",
    sight: { waiting: 22, machines: several(3, (id) => ({ id, tasks: [pending()] })), inFlight: 0 },
    set: { waitingVideosPerInstance: 10 },
    done: [],
  },
  {
    rule: "stragglers: once all ordered is at work and that many wait, there is one more",
    sight: { waiting: 10, machines: several(3, busy) },
    set: { waitingVideosPerInstance: 10 },
    done: ["desire 4"],
  },
  {
    rule: "stragglers: a worker that finishes its last video holds its instance, which ECS's books show as free",
    sight: {
      waiting: 10,
      machines: several(3, (id) => ({ id, tasks: [running(9, { desiredStatus: "STOPPED" })] })),
    },
    set: { waitingVideosPerInstance: 10 },
    done: ["desire 4"],
  },
  {
    rule: "stragglers: fewer than that wait for them",
    sight: { waiting: 7, machines: several(3, busy) },
    set: { waitingVideosPerInstance: 10 },
    done: [],
  },
  {
    rule: "an instance that leaves takes no video, so another one comes for it",
    sight: { waiting: 1, machines: [{ id: "i-1", leavingSince: 0 }] },
    done: ["desire 2"],
  },
  {
    rule: "so does one that will be ended because it never registered",
    sight: { waiting: 1, machines: [{ id: "i-1", launched: 11, registered: false }] },
    done: ["desire 2", "end i-1 with decrement"],
  },
  {
    rule: "a worker that finishes its last video holds its instance: another one comes for what waits",
    sight: { waiting: 1, machines: [{ id: "i-1", tasks: [running(130, { desiredStatus: "STOPPED" })] }] },
    done: ["desire 2"],
  },
  {
    rule: "a worker without a video for long hangs: it does not keep others from coming",
    sight: { waiting: 1, inFlight: 0, machines: [busy("i-1", 20)] },
    done: ["desire 2"],
  },
  {
    rule: "a lost video that is still in flight orders nothing",
    sight: { waiting: 1, inFlight: 5, ended: [ended(3, 137, 20)] },
    done: ["desire 1"],
  },
  {
    rule: "five were finished in a quarter of an hour, so one of four workers is free before another instance could work",
    sight: { waiting: 1, machines: several(4, busy), flow: [5, 5] },
    done: [],
  },
  {
    rule: "two wait: it takes one, and another instance comes for the other",
    sight: { waiting: 2, machines: several(4, busy), flow: [5, 5] },
    done: ["desire 5"],
  },
  {
    rule: "no more can be free than are at work",
    sight: { waiting: 3, machines: several(1, busy), flow: [15, 60] },
    done: ["desire 3"],
  },
  {
    rule: "nor than have a video",
    sight: { waiting: 3, inFlight: 0, machines: several(2, busy), flow: [15, 60] },
    done: ["desire 5"],
  },
  {
    rule: "a worker that finishes its last video takes no other",
    sight: { waiting: 1, machines: [{ id: "i-1", tasks: [running(9, { desiredStatus: "STOPPED" })] }], flow: [9, 60] },
    done: ["desire 2"],
  },
  {
    rule: "nor does one whose image is still pulled, and a video in flight may be a lost one",
    sight: {
      waiting: 2,
      inFlight: 2,
      machines: [busy("i-1"), { id: "i-2", tasks: [pending()] }],
      flow: [9, 60],
    },
    done: ["desire 3"],
  },
  {
    rule: "orders that could not be met are taken back when nothing waits",
    sight: { desired: 6, machines: several(2, busy) },
    done: ["desire 2"],
  },
  { rule: "but not while a video is delayed", sight: { desired: 6, delayed: 1 }, done: [] },
  {
    rule: "instances on their way out do not count as met",
    sight: { desired: 1, machines: [{ id: "i-1", lifecycleState: "Terminating" }] },
    done: ["desire 0"],
  },
];
