import { ghost, pending, running } from "../sights";
import type { Case } from "./case";

export const startCases: readonly Case[] = [
  {
    rule: "a video that waits gets a worker where a GPU is free",
    sight: { waiting: 1, machines: [{ id: "i-1", launched: 5 }] },
    done: ["start on i-1"],
  },
  {
    rule: "no more workers than videos",
    sight: {
      waiting: 1,
      machines: [
        { id: "i-1", launched: 3 },
        { id: "i-2", launched: 3 },
      ],
      desired: 2,
    },
    set: { keepWarmSeconds: 600 },
    done: ["start on i-1"],
  },
  {
    rule: "no more workers than GPUs",
    sight: { waiting: 9, desired: 10, machines: [{ id: "i-1", launched: 5, gpus: 4, tasks: [running(2)] }] },
    done: ["start on i-1 i-1 i-1"],
  },
  {
    rule: "a worker takes GpusPerTask",
    sight: { waiting: 9, desired: 10, machines: [{ id: "i-1", launched: 5, gpus: 4 }] },
    set: { gpusPerTask: 2 },
    done: ["start on i-1 i-1"],
  },
  {
    rule: "the fullest instance first, so that others can leave",
    sight: {
      waiting: 1,
      machines: [
        { id: "i-1", launched: 3, gpus: 4 },
        { id: "i-2", launched: 3, gpus: 4, tasks: [running(2), running(2)] },
      ],
    },
    set: { workersPerInstance: 4 },
    done: ["start on i-2"],
  },
  {
    rule: "a pending worker is about to take a video",
    sight: { waiting: 1, inFlight: 4, machines: [{ id: "i-1", launched: 5, gpus: 2, tasks: [pending()] }] },
    set: { workersPerInstance: 2 },
    done: [],
  },
  {
    rule: "so is a young one while fewer videos are in flight than workers there are",
    sight: { waiting: 1, inFlight: 0, machines: [{ id: "i-1", launched: 5, gpus: 2, tasks: [running(1)] }] },
    set: { workersPerInstance: 2 },
    done: [],
  },
  {
    rule: "an old one without a video hangs: the video gets another worker",
    sight: { waiting: 1, inFlight: 0, machines: [{ id: "i-1", gpus: 2, tasks: [running(9)] }] },
    set: { workersPerInstance: 2 },
    done: ["start on i-1"],
  },
  {
    rule: "nothing starts on the GPU of a worker that finishes its last video, which ECS's books show as free",
    sight: {
      waiting: 9,
      desired: 10,
      machines: [
        { id: "i-1", tasks: [running(130, { desiredStatus: "STOPPED" })] },
        { id: "i-2", gpus: 2, tasks: [running(130, { desiredStatus: "STOPPED" })] },
      ],
    },
    done: ["start on i-2"],
  },
  {
    rule: "a pending worker whose instance has gone will take none",
    sight: { waiting: 1, inFlight: 1, machines: [{ id: "i-1", gpus: 2, tasks: [running(9)] }, ghost(pending(30))] },
    set: { workersPerInstance: 2 },
    done: ["start on i-1"],
  },
  ...(["ci-not-listed", undefined] as const).map((containerInstanceArn): Case => ({
    rule: `a pending worker is about to take a video although ${containerInstanceArn === undefined ? "it has no instance yet" : "a page leaves its instance out"}`,
    sight: {
      waiting: 1,
      machines: [{ id: "i-1", launched: 3 }],
      ended: [{ ...pending(), containerInstanceArn }],
    },
    done: [],
  })),
  {
    rule: "nothing starts on an instance that leaves",
    sight: { waiting: 1, desired: 2, machines: [{ id: "i-1", leavingSince: 0 }] },
    done: [],
  },
  {
    rule: "nothing starts where the agent is not connected; it often comes back",
    sight: { waiting: 1, machines: [{ id: "i-1", launched: 5, agentConnected: false }] },
    done: [],
  },
  {
    rule: "nothing starts on an instance that registered so late that it may be taken for one that never did",
    sight: { waiting: 1, machines: [{ id: "i-1", launched: 10, registered: 1 }] },
    done: ["desire 2", "drain i-1"],
  },
  {
    rule: "nothing starts on an instance whose launch time EC2 does not tell yet",
    sight: { waiting: 1, machines: [{ id: "i-1", launched: 3 }] },
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
    rule: "nothing starts on an instance that the group is ending or still launching",
    sight: {
      waiting: 2,
      desired: 2,
      machines: [
        { id: "i-1", launched: 5, lifecycleState: "Terminating:Wait" },
        { id: "i-2", launched: 5, lifecycleState: "Pending" },
      ],
    },
    done: [],
  },
  {
    rule: "a smaller FleetSize: nothing starts until the others have left",
    sight: {
      waiting: 9,
      desired: 1,
      max: 1,
      machines: [
        { id: "i-1", gpus: 2, tasks: [running(9)] },
        { id: "i-2", tasks: [running(9)] },
      ],
    },
    done: ["stop task-i-1-0"],
  },
];
