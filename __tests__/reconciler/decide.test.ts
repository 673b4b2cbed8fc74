import { decide } from "../../reconciler/decide";
import { now, running, see, settings, type Sight } from "./sights";

/** What is decided, without the reasons. */
const decided = (sight: Sight, changes = {}) =>
  decide(see(sight), settings(changes), now).map(({ reason, ...action }) => {
    expect(reason).not.toBe("");
    return action;
  });

test("nothing is done about a quiet stack", () => {
  expect(decided({})).toEqual([]);
});

test("three waiting videos order three instances", () => {
  expect(decided({ waiting: 3 })).toEqual([{ kind: "setDesiredCapacity", desiredCapacity: 3 }]);
});

test("a video that waits is started on a free instance", () => {
  expect(decided({ waiting: 1, machines: [{ id: "i-1", launched: 5 }] })).toEqual([
    { kind: "startWorkers", count: 1, instanceIds: ["i-1"] },
  ]);
});

test("an instance whose work is done is drained, and ended at a later look", () => {
  expect(decided({ machines: [{ id: "i-1" }] })).toEqual([
    { kind: "drain", instanceId: "i-1", containerInstanceArn: "ci-i-1" },
  ]);
  expect(decided({ machines: [{ id: "i-1", leavingSince: 1 }] })).toEqual([
    { kind: "end", instanceId: "i-1", containerInstanceArn: "ci-i-1", decrement: true },
  ]);
});

test("an instance with a worker stays", () => {
  expect(decided({ machines: [{ id: "i-1", leavingSince: 60, tasks: [running(20)] }] })).toEqual([]);
});
