import type { Task } from "../../../reconciler/observation";
import { ended, ghost, minutesAgo, pending, running, unstarted } from "../sights";
import type { Case } from "./case";

const times = (count: number, make: (minutes: number) => Partial<Task>): readonly Partial<Task>[] =>
  Array.from({ length: count }, (_, index) => make(10 + index));

const old = { taskDefinitionArn: "arn:aws:ecs:us-west-2:123456789012:task-definition/detector:6" };

/** Each ran for half a minute. */
const idle = (count: number): readonly Partial<Task>[] =>
  Array.from({ length: count }, (_, index) => ended(6 + index, 0, 0.5));

export const circuitCases: readonly Case[] = [
  { rule: "five workers that cannot start open it", sight: { ended: times(5, unstarted) }, done: ["openCircuit"] },
  {
    rule: "so do five that crash soon",
    sight: { ended: times(5, (minutes) => ended(minutes, 1)) },
    done: ["openCircuit"],
  },
  {
    rule: "the look that opens it starts and orders nothing more",
    sight: {
      waiting: 9,
      machines: [{ id: "i-1", launched: 9, tasks: times(5, (minutes) => unstarted(minutes / 10)) }],
    },
    done: ["openCircuit"],
  },
  { rule: "four do not", sight: { ended: times(4, unstarted) }, done: [] },
  {
    rule: "a success between them counts anew",
    sight: { ended: [...times(4, unstarted), ended(15, 0), ...times(9, () => unstarted(20))] },
    done: [],
  },
  {
    rule: "an older success does not help",
    sight: { ended: [...times(5, unstarted), ended(55, 0)] },
    done: ["openCircuit"],
  },
  {
    rule: "a worker that worked long before it crashed has proven its image",
    sight: { ended: times(5, (minutes) => ended(minutes, 137, 16)) },
    done: [],
  },
  {
    rule: "a worker that works now has proven it too: in a long burst none has exited yet",
    sight: { ended: times(6, unstarted), machines: [{ id: "i-1", tasks: [running(16)] }] },
    done: [],
  },
  {
    rule: "one that has just started proves nothing",
    sight: { ended: times(6, unstarted), machines: [{ id: "i-1", tasks: [running(5)] }] },
    done: ["openCircuit"],
  },
  {
    rule: "so does one whose instance has gone, as ECS still shows it",
    sight: { ended: times(6, unstarted), machines: [ghost(running(90))] },
    done: ["openCircuit"],
  },
  {
    rule: "workers that somebody stopped say nothing",
    sight: { ended: times(6, (minutes) => ({ ...ended(minutes, 143), stopCode: "UserInitiated" })) },
    done: [],
  },
  {
    rule: "workers that Spot took say nothing",
    sight: { ended: times(6, (minutes) => ({ ...ended(minutes, 143), stopCode: "SpotInterruption" })) },
    done: [],
  },
  {
    rule: "failures of an earlier revision are forgotten",
    sight: { ended: times(6, (minutes) => ({ ...unstarted(minutes), ...old })) },
    done: [],
  },
  {
    rule: "failures before `terraform apply` re-armed it are forgotten",
    sight: { ended: times(6, unstarted), configured: 12.5 },
    done: [],
  },
  {
    rule: "five that exit with 0 although videos wait, none of which was taken, open it",
    sight: { waiting: 1, flow: [1, 0, 0], ended: idle(5) },
    done: ["openCircuit"],
  },
  { rule: "four do not", sight: { waiting: 1, flow: [1, 0, 0], ended: idle(4) }, done: ["desire 1"] },
  { rule: "a video was taken", sight: { waiting: 1, flow: [1, 0, 1], ended: idle(5) }, done: ["desire 1"] },
  { rule: "one is in work", sight: { waiting: 1, inFlight: 1, flow: [1, 0, 0], ended: idle(5) }, done: ["desire 1"] },
  { rule: "SQS does not say", sight: { waiting: 1, flow: [1, 0], ended: idle(5) }, done: ["desire 1"] },
  { rule: "nothing waits", sight: { flow: [1, 0, 0], ended: idle(5) }, done: [] },
  {
    rule: "what the last ones took, the metrics may not show yet",
    sight: { waiting: 1, flow: [1, 0, 0], ended: [ended(4.9, 0), ...idle(4)] },
    done: ["desire 1"],
  },
  {
    rule: "what the first one took was before the time that the metrics show",
    sight: { waiting: 1, flow: [1, 0, 0], ended: [ended(13, 0, 2), ...idle(4)] },
    done: ["desire 1"],
  },
  {
    rule: "they were started before `terraform apply`",
    sight: { waiting: 1, flow: [1, 0, 0], ended: idle(5), configured: 9 },
    done: ["desire 1"],
  },
  {
    rule: "three launches in an hour without any worker open it",
    sight: { waiting: 1, desired: 1, launches: [11, 25, 40] },
    done: ["openCircuit", "desire 0"],
  },
  {
    rule: "a worker whose instance has gone is none",
    sight: { waiting: 1, inFlight: 0, desired: 1, launches: [11, 25, 40], machines: [ghost(running(90))] },
    done: ["openCircuit", "desire 0"],
  },
  { rule: "two do not", sight: { waiting: 1, desired: 1, launches: [11, 25] }, done: [] },
  { rule: "the last had no time yet", sight: { waiting: 1, desired: 1, launches: [9, 25, 40] }, done: [] },
  {
    rule: "launches are forgiven too",
    sight: { waiting: 1, desired: 1, launches: [11, 25, 40], configured: 30 },
    done: [],
  },
  {
    rule: "a worker came after them",
    sight: { waiting: 1, desired: 1, launches: [11, 25, 40], ended: [{ ...unstarted(8), createdAt: minutesAgo(9) }] },
    done: [],
  },
  {
    rule: "an instance has just come that may take the video",
    sight: { waiting: 1, launches: [11, 25, 40], machines: [{ id: "i-1", launched: 5, registered: 3 }] },
    done: ["start on i-1"],
  },
  { rule: "nothing waits, so nothing was in vain", sight: { launches: [11, 25, 40] }, done: [] },

  {
    rule: "open: nothing starts, nothing is ordered, orders are taken back",
    sight: { actionsEnabled: false, waiting: 9, desired: 3, ended: [unstarted(20)] },
    done: ["desire 0"],
  },
  {
    rule: "open: an idle instance leaves although videos wait",
    sight: { actionsEnabled: false, waiting: 9, machines: [{ id: "i-1", tasks: [unstarted(3)] }] },
    done: ["drain i-1"],
  },
  {
    rule: "open: after an hour, one instance is ordered for one trial",
    sight: { actionsEnabled: false, waiting: 9, ended: [unstarted(61)], launches: [] },
    done: ["desire 1"],
  },
  { rule: "open: not sooner", sight: { actionsEnabled: false, waiting: 9, ended: [unstarted(59)] }, done: [] },
  { rule: "open: one boot an hour", sight: { actionsEnabled: false, waiting: 9, launches: [59] }, done: [] },
  {
    rule: "open: no boot while it is unknown when the last one was",
    sight: { actionsEnabled: false, waiting: 9 },
    seen: (all) => ({ ...all, group: { ...all.group, launches: undefined } }),
    done: [],
  },
  {
    rule: "open: the trial's instance gets one worker",
    sight: { actionsEnabled: false, waiting: 9, machines: [{ id: "i-1", launched: 3, gpus: 4 }], launches: [3] },
    done: ["start on i-1"],
  },
  {
    rule: "open: one trial at a time",
    sight: { actionsEnabled: false, waiting: 9, machines: [{ id: "i-1", launched: 3, gpus: 4, tasks: [pending()] }] },
    done: [],
  },
  {
    rule: "open: a worker whose instance has gone is none",
    sight: { actionsEnabled: false, waiting: 9, launches: [], machines: [ghost(running(10))] },
    done: ["desire 1"],
  },
  { rule: "open: nothing waits, no trial", sight: { actionsEnabled: false }, done: [] },
  {
    rule: "a success closes it",
    sight: { actionsEnabled: false, ended: [ended(1, 0), ...times(5, unstarted)], launches: [20] },
    done: ["closeCircuit"],
  },
  {
    rule: "a worker that exits with 0 although videos wait is none",
    sight: { actionsEnabled: false, waiting: 1, flow: [1, 0, 0], ended: [ended(1, 0)], launches: [20] },
    done: [],
  },
  {
    rule: "unless it took one, and more came since",
    sight: { actionsEnabled: false, waiting: 1, flow: [1, 0, 1], ended: [ended(1, 0)], launches: [20] },
    done: ["closeCircuit"],
  },
  { rule: "an older success does not", sight: { actionsEnabled: false, ended: [unstarted(3), ended(9, 0)] }, done: [] },
  {
    rule: "nor one before instances were launched in vain",
    sight: { actionsEnabled: false, waiting: 1, flow: [1, 0, 1], ended: [ended(55, 0)], launches: [40, 30, 11] },
    done: [],
  },
  {
    rule: "nor one while it is unknown when instances were launched",
    sight: { actionsEnabled: false, ended: [ended(1, 0)] },
    seen: (all) => ({ ...all, group: { ...all.group, launches: undefined } }),
    done: [],
  },
  {
    rule: "a worker that proves itself closes it",
    sight: { actionsEnabled: false, machines: [{ id: "i-1", tasks: [running(15)] }] },
    done: ["closeCircuit"],
  },
  {
    rule: "unless its instance has gone",
    sight: { actionsEnabled: false, machines: [ghost(running(15))] },
    done: [],
  },
];

export const pauseCases: readonly Case[] = [
  { rule: "paused: the group ignores the alarm", sight: { paused: true }, done: ["ignoreAlarms"] },
  {
    rule: "paused: nothing starts and nothing is ordered",
    sight: { paused: true, ignoresAlarms: true, waiting: 9, machines: [{ id: "i-1", launched: 3 }] },
    done: [],
  },
  {
    rule: "paused: orders that have not come are taken back",
    sight: { paused: true, ignoresAlarms: true, waiting: 9, desired: 4 },
    done: ["desire 0"],
  },
  {
    rule: "paused: workers finish their video and take no other",
    sight: { paused: true, ignoresAlarms: true, machines: [{ id: "i-1", tasks: [running(9)] }] },
    done: ["stop task-i-1-0"],
  },
  {
    rule: "paused: instances leave although videos wait",
    sight: { paused: true, ignoresAlarms: true, waiting: 9, machines: [{ id: "i-1" }] },
    done: ["drain i-1"],
  },
  { rule: "resumed: the group heeds the alarm again", sight: { ignoresAlarms: true }, done: ["heedAlarms"] },
];
