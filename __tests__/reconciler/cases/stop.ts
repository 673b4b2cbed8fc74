import { ghost, pending, running } from "../sights";
import type { Case } from "./case";

const one = (task: ReturnType<typeof running>) => [{ id: "i-1", launched: 500, tasks: [task] }];

export const stopCases: readonly Case[] = [
  { rule: "a worker within TimeoutHours goes on", sight: { machines: one(running(119)) }, done: [] },
  {
    rule: "a worker past TimeoutHours is asked to stop",
    sight: { machines: one(running(121)) },
    done: ["stop task-i-1-0"],
  },
  {
    rule: "not while videos wait and it has one in flight, as a sound worker has: it works one after the other",
    sight: { waiting: 5, inFlight: 1, machines: one(running(500)) },
    set: { fleetSize: 1 },
    done: [],
  },
  {
    rule: "but when it has lost its video to the visibility timeout, it hangs",
    sight: { waiting: 5, inFlight: 0, machines: one(running(121)) },
    set: { fleetSize: 1 },
    done: ["stop task-i-1-0"],
  },
  {
    rule: "one that is young may still load its model, and says nothing about the old ones",
    sight: { waiting: 5, inFlight: 1, machines: [...one(running(500)), { id: "i-2", tasks: [running(4)] }] },
    set: { fleetSize: 2 },
    done: [],
  },
  {
    rule: "nor does one whose instance has gone make it look hung",
    sight: { waiting: 5, inFlight: 1, machines: [...one(running(500)), ghost(running(400))] },
    set: { fleetSize: 1 },
    done: [],
  },
  {
    rule: "a worker on an instance that the group is ending is asked too",
    sight: {
      paused: true,
      ignoresAlarms: true,
      machines: [{ id: "i-1", lifecycleState: "Terminating:Wait", tasks: [running(9)] }],
      desired: 0,
    },
    done: ["stop task-i-1-0"],
  },
  {
    rule: "after three days it is stopped whatever is in flight, for a lost video may stand for a hung worker",
    sight: { waiting: 5, inFlight: 1, machines: one(running(3 * 24 * 60)) },
    set: { fleetSize: 1 },
    done: ["stop task-i-1-0"],
  },
  {
    rule: "it is asked once; then it may finish its video for hours",
    sight: { machines: one(running(200, { desiredStatus: "STOPPED" })) },
    done: [],
  },
  {
    rule: "one that never gets past pending is stopped too",
    sight: { machines: one(pending(121)) },
    done: ["stop task-i-1-0"],
  },
  {
    rule: "also while videos wait, whatever others have in flight",
    sight: { waiting: 5, inFlight: 1, machines: [...one(pending(121)), { id: "i-2", tasks: [running(9)] }] },
    set: { fleetSize: 2 },
    done: ["stop task-i-1-0"],
  },
  {
    rule: "not sooner",
    sight: { waiting: 5, inFlight: 1, machines: [...one(pending(119)), { id: "i-2", tasks: [running(9)] }] },
    set: { fleetSize: 2 },
    done: [],
  },
  {
    rule: "a worker that lives on although the queue has long been empty hangs",
    sight: { inFlight: 0, emptySeconds: 900, machines: one(running(16)) },
    done: ["stop task-i-1-0"],
  },
  {
    rule: "not so soon after the last video",
    sight: { inFlight: 0, emptySeconds: 899, machines: one(running(100)) },
    done: [],
  },
  {
    rule: "not so soon after its own start",
    sight: { inFlight: 0, emptySeconds: 4000, machines: one(running(14)) },
    done: [],
  },
  {
    rule: "a task that a person runs on the cluster is left alone, and keeps its instance",
    sight: { inFlight: 0, machines: one(running(4000, { isWorker: false })) },
    done: [],
  },
  {
    rule: "an instance that Spot, a person or the client's shutdown drains: its worker finishes its video and takes no other",
    sight: { waiting: 5, machines: [{ id: "i-1", status: "DRAINING", tasks: [running(9)] }], max: 1 },
    done: ["stop task-i-1-0"],
  },
  {
    rule: "one that the reconciler itself drains when a worker shows up: that goes on",
    sight: { machines: [{ id: "i-1", leavingSince: 60, tasks: [running(20)] }] },
    done: [],
  },
  {
    rule: "10 to 3 with ten busy: seven finish their video and take no other, the youngest instances' first",
    sight: {
      waiting: 50,
      desired: 3,
      max: 3,
      machines: Array.from({ length: 10 }, (_, index) => ({
        id: `i-${index}`,
        launched: 99 - index,
        tasks: [running(9)],
      })),
    },
    done: [9, 8, 7, 6, 5, 4, 3].sort().map((index) => `stop task-i-${index}-0`),
  },
  {
    rule: "those that were asked already, or have no work, are those that leave",
    sight: {
      waiting: 50,
      desired: 1,
      max: 1,
      machines: [
        { id: "i-1", launched: 9, tasks: [running(2)] },
        { id: "i-2", launched: 99, tasks: [running(9, { desiredStatus: "STOPPED" })] },
        { id: "i-3", launched: 99, registered: false },
      ],
    },
    done: ["end i-3 without decrement"],
  },
];
