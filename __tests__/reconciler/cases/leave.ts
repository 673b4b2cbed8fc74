import type { Task } from "../../../reconciler/observation";
import { ended, minutesAgo, pending, running, unstarted } from "../sights";
import type { Case } from "./case";

/** A worker that was told to stop some minutes ago and still shows; its stop timeout is two hours. */
const told = (minutes: number, changes: Partial<Task> = {}): Partial<Task> =>
  running(500, { desiredStatus: "STOPPED", stoppingAt: minutesAgo(minutes), ...changes });

const oldRevision = { taskDefinitionArn: "arn:aws:ecs:us-west-2:123456789012:task-definition/detector:6" };

export const drainCases: readonly Case[] = [
  { rule: "an instance with a worker stays", sight: { machines: [{ id: "i-1", tasks: [running(20)] }] }, done: [] },
  {
    rule: "an instance with a pending worker stays",
    sight: { inFlight: 0, machines: [{ id: "i-1", tasks: [pending()] }] },
    done: [],
  },
  {
    rule: "an instance whose worker was asked to stop stays until it has",
    sight: { machines: [{ id: "i-1", tasks: [running(20, { desiredStatus: "STOPPED" })] }] },
    done: [],
  },
  {
    rule: "a new instance without work waits for it",
    sight: { machines: [{ id: "i-1", launched: 3, registered: 1 }] },
    done: [],
  },
  {
    rule: "KeepWarmMinutes after its last work it is drained",
    sight: { machines: [{ id: "i-1", tasks: [ended(30, 0), ended(2, 0)] }] },
    done: ["drain i-1"],
  },
  { rule: "not sooner", sight: { machines: [{ id: "i-1", tasks: [ended(30, 0), ended(1.9, 0)] }] }, done: [] },
  {
    rule: "a longer KeepWarmMinutes keeps it",
    sight: { machines: [{ id: "i-1", tasks: [ended(29, 0)] }] },
    set: { keepWarmSeconds: 1800 },
    done: [],
  },
  {
    rule: "one video waits: one idle instance stays for it, the longest idle one leaves",
    sight: {
      waiting: 1,
      machines: [
        { id: "i-1", tasks: [ended(9, 0)] },
        { id: "i-2", tasks: [ended(3, 0)] },
      ],
    },
    done: ["drain i-1", "start on i-2"],
  },
  {
    rule: "videos come every few minutes: an idle instance waits for the next as long as a boot would take",
    sight: { flow: [6, 6], machines: [{ id: "i-1", tasks: [ended(3.9, 0)] }] },
    set: { keepWarmSeconds: 0 },
    done: [],
  },
  {
    rule: "not longer",
    sight: { flow: [6, 6], machines: [{ id: "i-1", tasks: [ended(4, 0)] }] },
    set: { keepWarmSeconds: 0 },
    done: ["drain i-1"],
  },
  {
    rule: "only as many wait as videos will come: the last to have worked",
    sight: {
      flow: [5, 5],
      machines: [
        { id: "i-1", tasks: [ended(3, 0)] },
        { id: "i-2", tasks: [ended(2, 0)] },
      ],
    },
    set: { keepWarmSeconds: 0 },
    done: ["drain i-1"],
  },
  {
    rule: "one that gets the video which waits is not the one that the next video will find",
    sight: {
      waiting: 1,
      flow: [5, 0],
      machines: [
        { id: "i-1", tasks: [ended(1, 0)] },
        { id: "i-2", tasks: [ended(2, 0)] },
      ],
    },
    set: { keepWarmSeconds: 0 },
    done: ["start on i-1"],
  },
  {
    rule: "none when workers that finish theirs will take the next ones",
    sight: {
      flow: [5, 5],
      machines: [
        { id: "i-1", tasks: [running(9)] },
        { id: "i-2", tasks: [running(9)] },
        { id: "i-3", tasks: [ended(1, 0)] },
      ],
    },
    set: { keepWarmSeconds: 0 },
    done: ["drain i-3"],
  },
  {
    rule: "none after a burst: two hundred at once are one minute with arrivals",
    sight: { flow: [1, 20], machines: [{ id: "i-1", tasks: [ended(0, 0)] }] },
    set: { keepWarmSeconds: 0 },
    done: ["drain i-1"],
  },
  {
    rule: "a longer KeepWarmMinutes holds beside it",
    sight: { flow: [6, 6], machines: [{ id: "i-1", tasks: [ended(9, 0)] }] },
    set: { keepWarmSeconds: 600 },
    done: [],
  },
  {
    rule: "videos wait and it could have worked for more than ten minutes: it is of no use",
    sight: { waiting: 1, machines: [{ id: "i-1", launched: 15 }] },
    done: ["drain i-1"],
  },
  {
    rule: "an instance without a working GPU leaves, whatever waits",
    sight: { waiting: 1, machines: [{ id: "i-1", launched: 5, gpus: 0 }] },
    done: ["desire 2", "drain i-1"],
  },
  {
    rule: "one that registered too late to get a worker leaves too",
    sight: { waiting: 1, machines: [{ id: "i-1", launched: 13, registered: 3 }] },
    done: ["desire 2", "drain i-1"],
  },
  {
    rule: "a smaller FleetSize: an idle instance beyond it leaves at once, whatever waits",
    sight: {
      waiting: 5,
      desired: 1,
      max: 1,
      machines: [
        { id: "i-1", tasks: [running(9)] },
        { id: "i-2", tasks: [ended(0, 0)] },
      ],
    },
    done: ["drain i-2"],
  },
  {
    rule: "set to DRAINING by the client's shutdown, by Spot or by a person: noted before it may end",
    sight: { machines: [{ id: "i-1", status: "DRAINING" }] },
    done: ["drain i-1"],
  },
  {
    rule: "and not while it has a worker, which is asked to stop",
    sight: { machines: [{ id: "i-1", status: "DRAINING", tasks: [running(9)] }] },
    done: ["stop task-i-1-0"],
  },
  {
    rule: "a worker that shows a quarter of an hour after its stop timeout is out of its agent's reach: its instance leaves",
    sight: { machines: [{ id: "i-1", launched: 600, agentConnected: false, tasks: [told(136)] }] },
    done: ["drain i-1"],
  },
  { rule: "not sooner", sight: { machines: [{ id: "i-1", launched: 600, tasks: [told(135)] }] }, done: [] },
  {
    rule: "noted before it may end where others have set it to DRAINING",
    sight: { machines: [{ id: "i-1", launched: 600, status: "DRAINING", tasks: [told(136)] }] },
    done: ["drain i-1"],
  },
  {
    rule: "an instance that registered twice is left to a person",
    sight: { machines: [{ id: "i-1" }, { id: "i-1", lifecycleState: "Terminated" }], desired: 1 },
    done: [],
  },
];

export const endCases: readonly Case[] = [
  {
    rule: "a drained instance is not ended at once",
    sight: { machines: [{ id: "i-1", leavingSince: 0.7 }] },
    done: [],
  },
  {
    rule: "but at a later look",
    sight: { machines: [{ id: "i-1", leavingSince: 0.8 }] },
    done: ["end i-1 with decrement"],
  },
  {
    rule: "not when a worker has shown up on it",
    sight: { machines: [{ id: "i-1", leavingSince: 60, tasks: [running(20)] }] },
    done: [],
  },
  {
    rule: "not when a worker on it finishes its last video",
    sight: { machines: [{ id: "i-1", leavingSince: 60, tasks: [running(20, { desiredStatus: "STOPPED" })] }] },
    done: [],
  },
  {
    rule: "one whose worker the agent should long have killed, whatever its counts say",
    sight: { machines: [{ id: "i-1", launched: 600, leavingSince: 1, tasks: [told(136)] }] },
    seen: (all) => ({
      ...all,
      cluster: {
        ...all.cluster,
        containerInstances: all.cluster.containerInstances.map((instance) => ({ ...instance, freeGpus: 0 })),
      },
    }),
    done: ["end i-1 with decrement"],
  },
  ...(
    [
      ["was told less long ago", [told(135)]],
      ["was told when is unknown", [told(136, { stoppingAt: undefined })]],
      ["has another revision, whose stop timeout may have been longer", [told(700, oldRevision)]],
      ["is a person's", [told(800, { isWorker: false })]],
      ["beside it was told less long ago", [told(136), told(20)]],
      ["beside it was not told", [told(136), running(20)]],
    ] as const
  ).map(([what, tasks]): Case => ({
    rule: `not when a worker ${what}`,
    sight: { machines: [{ id: "i-1", launched: 900, leavingSince: 60, gpus: 2, tasks }] },
    done: [],
  })),
  {
    rule: "one of another revision when no stop timeout can be that long",
    sight: { machines: [{ id: "i-1", launched: 900, leavingSince: 1, tasks: [told(736, oldRevision)] }] },
    done: ["end i-1 with decrement"],
  },
  {
    rule: "not when only the list of tasks shows one",
    sight: { machines: [{ id: "i-1", leavingSince: 60, tasks: [running(20)] }] },
    seen: (all) => ({
      ...all,
      cluster: {
        ...all.cluster,
        containerInstances: all.cluster.containerInstances.map((instance) => ({
          ...instance,
          runningCount: 0,
          freeGpus: 1,
        })),
      },
    }),
    done: [],
  },
  ...(["runningCount", "pendingCount"] as const).map((count): Case => ({
    rule: `not when only the instance's own ${count} shows one`,
    sight: { machines: [{ id: "i-1", leavingSince: 60 }] },
    seen: (all) => ({
      ...all,
      cluster: {
        ...all.cluster,
        containerInstances: all.cluster.containerInstances.map((instance) => ({ ...instance, [count]: 1 })),
      },
    }),
    done: [],
  })),
  {
    rule: "not when only its GPU is taken",
    sight: { machines: [{ id: "i-1", leavingSince: 60 }] },
    seen: (all) => ({
      ...all,
      cluster: {
        ...all.cluster,
        containerInstances: all.cluster.containerInstances.map((instance) => ({ ...instance, freeGpus: 0 })),
      },
    }),
    done: [],
  },
  {
    rule: "not when somebody has set it back to ACTIVE",
    sight: { machines: [{ id: "i-1", leavingSince: 60, status: "ACTIVE", tasks: [ended(1, 0)] }] },
    done: [],
  },
  {
    rule: "not when the group does not have it in service",
    sight: { machines: [{ id: "i-1", leavingSince: 60, lifecycleState: "Pending" }] },
    done: [],
  },
  {
    rule: "never registered within ten minutes: ended",
    sight: { machines: [{ id: "i-1", launched: 10, registered: false }] },
    done: ["end i-1 with decrement"],
  },
  {
    rule: "not sooner: it may still boot",
    sight: { machines: [{ id: "i-1", launched: 9.9, registered: false }] },
    done: [],
  },
  {
    rule: "not when its launch time is unknown",
    sight: { machines: [{ id: "i-1", registered: false }] },
    seen: (all) => ({
      ...all,
      group: {
        ...all.group,
        instances: all.group.instances.map((instance) => ({ ...instance, launchedAt: undefined })),
      },
    }),
    done: [],
  },
  {
    rule: "desired below what runs (smaller FleetSize, client's shutdown): ended without decrement until they are equal",
    sight: {
      desired: 1,
      max: 1,
      machines: [
        { id: "i-1", leavingSince: 5 },
        { id: "i-2", leavingSince: 5 },
        { id: "i-3", leavingSince: 5 },
      ],
    },
    done: ["end i-1 without decrement", "end i-2 without decrement", "end i-3 with decrement"],
  },
  {
    rule: "10 to 3 with ten busy: those that are done leave without decrement, the others go on",
    sight: {
      desired: 3,
      max: 3,
      machines: Array.from({ length: 10 }, (_, index) =>
        index < 7
          ? { id: `i-${index}`, leavingSince: 5, tasks: index < 2 ? [] : [running(50, { desiredStatus: "STOPPED" })] }
          : { id: `i-${index}`, tasks: [running(50)] },
      ),
    },
    done: ["end i-0 without decrement", "end i-1 without decrement"],
  },
  {
    rule: "several at once, each with decrement",
    sight: {
      machines: [
        { id: "i-1", leavingSince: 5 },
        { id: "i-2", leavingSince: 5 },
      ],
    },
    done: ["end i-1 with decrement", "end i-2 with decrement"],
  },
];

export const doubtCases: readonly Case[] = [
  ...(["queue", "group", "cluster"] as const).map((part): Case => ({
    rule: `nothing is done while the ${part} cannot be seen`,
    sight: {
      waiting: 3,
      desired: 1,
      machines: [
        { id: "i-1", leavingSince: 60 },
        { id: "i-2", tasks: [running(500)] },
      ],
    },
    seen: (all) => ({ ...all, [part]: undefined }),
    done: [],
  })),
  ...(["alarm", "paused"] as const).flatMap((part): readonly Case[] => [
    {
      rule: `nothing begins while it is unknown whether work may begin (${part})`,
      sight: { waiting: 3, machines: [{ id: "i-1", launched: 4 }] },
      seen: (all) => ({ ...all, [part]: undefined }),
      done: [],
    },
    {
      rule: `but what has no work leaves (${part})`,
      sight: { machines: [{ id: "i-1" }, { id: "i-2", leavingSince: 5 }] },
      seen: (all) => ({ ...all, [part]: undefined }),
      done: ["end i-2 with decrement", "drain i-1"],
    },
  ]),
  {
    rule: "fewer instances are listed than registered: none leaves, for one may be left out of the list",
    sight: {
      machines: [{ id: "i-1", launched: 60, registered: false }, { id: "i-2" }, { id: "i-3", leavingSince: 5 }],
    },
    seen: (all) => ({ ...all, cluster: { ...all.cluster, registeredCount: 3 } }),
    done: [],
  },
  ...(["runningCount", "pendingCount"] as const).map((count): Case => ({
    rule: `fewer tasks are listed than the cluster counts (${count}): none leaves`,
    sight: { machines: [{ id: "i-1" }, { id: "i-2", leavingSince: 5 }] },
    seen: (all) => ({ ...all, cluster: { ...all.cluster, [count]: 1 } }),
    done: [],
  })),
  {
    rule: "a task runs on an instance that is not listed: none leaves",
    sight: { machines: [{ id: "i-1", launched: 60, registered: false, tasks: [running(30)] }, { id: "i-2" }] },
    done: [],
  },
  {
    rule: "more than counted is no doubt: counts come late",
    sight: { machines: [{ id: "i-1", tasks: [unstarted(9)] }] },
    seen: (all) => ({ ...all, cluster: { ...all.cluster, registeredCount: 0 } }),
    done: ["drain i-1"],
  },
];
