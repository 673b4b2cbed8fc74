import { pending, running } from "../sights";
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
];
