import { plainPlant, plainWorld, runUntil } from "./rig";

const world = (group = {}, physics = {}) => plainWorld([], { group: { ...plainPlant.group, ...group } }, physics);
const lifecycles = (of: ReturnType<typeof world>) => of.group.launched.map(({ lifecycle }) => lifecycle);

test("an instance is billed from `running` and joins the cluster after its boot", () => {
  const { group, cluster, clock } = world();
  group.setDesired(1);
  clock.run(() => false, 500);
  const [instance] = group.launched;
  expect(instance).toMatchObject({ requestedAt: 0, runningAt: 10, registeredAt: 100, lifecycle: "InService" });
  expect(cluster.hosts.size).toBe(1);
});

test("desired capacity is clamped to minimum and maximum", () => {
  const { group } = world({ min: 1, max: 4 });
  group.setDesired(9);
  expect(group.desired).toBe(4);
  group.setDesired(0);
  expect(group.desired).toBe(1);
});

test("an order beyond the quota stays, is tried again, and is met when an instance leaves", () => {
  const limited = world({ quota: 2 });
  limited.group.setDesired(3);
  runUntil(limited, 50);
  expect(limited.group.members).toHaveLength(2);
  const [first] = limited.group.launched;
  if (first) limited.group.terminate(first, false);
  runUntil(limited, 121);
  expect(limited.group.members).toHaveLength(2);
  expect(limited.group.launched).toHaveLength(3);
});

test("while the zones have no capacity nothing comes; then what was ordered", () => {
  const short = world({ shortageUntil: 300 });
  short.group.setDesired(2);
  runUntil(short, 299);
  expect(short.group.launched).toHaveLength(0);
  runUntil(short, 360);
  expect(short.group.launched).toHaveLength(2);
});

test("an instance that is ended with decrement is not replaced; without decrement it is", () => {
  const both = world();
  both.group.setDesired(2);
  runUntil(both, 200);
  const [first, second] = both.group.launched;
  if (first) both.group.terminate(first, true);
  runUntil(both, 210);
  expect([both.group.desired, lifecycles(both)]).toEqual([1, ["Terminating", "InService"]]);
  if (second) both.group.terminate(second, false);
  runUntil(both, 230);
  expect([both.group.desired, both.group.launched.length]).toEqual([1, 3]);
});

test("a decrement at the minimum is refused", () => {
  const atMinimum = world({ min: 1 });
  runUntil(atMinimum, 200);
  const [instance] = atMinimum.group.launched;
  expect(instance && atMinimum.group.terminate(instance, true)).toBe(false);
  expect(lifecycles(atMinimum)).toEqual(["InService"]);
});

test("a smaller desired capacity ends the oldest instances, and none that is protected", () => {
  for (const protectedFromScaleIn of [false, true]) {
    const shrinking = world({ protectedFromScaleIn });
    shrinking.group.setDesired(2);
    runUntil(shrinking, 200);
    shrinking.group.setDesired(1);
    runUntil(shrinking, 300);
    const expected = protectedFromScaleIn ? ["InService", "InService"] : ["Terminating", "InService"];
    expect(lifecycles(shrinking)).toEqual(expected);
  }
});

test("only instances past their warm-up count for a step scaling policy", () => {
  const warming = world();
  warming.group.setDesired(1);
  runUntil(warming, 309);
  expect(warming.group.warmedUp(300)).toBe(0);
  runUntil(warming, 310);
  expect(warming.group.warmedUp(300)).toBe(1);
});

test("a Spot interruption comes after its notice, ends the instance and is replaced", () => {
  // Half of the instances that live with one interruption an hour see it before ln 2 hours.
  const spot = world({ spot: true }, { spotInterruptions: 1 });
  spot.group.setDesired(1);
  const interruptedAt = 10 + Math.LN2 * 3600;
  runUntil(spot, interruptedAt - 121);
  expect([...spot.cluster.hosts.values()].map(({ draining }) => draining)).toEqual([false]);
  runUntil(spot, interruptedAt - 119);
  expect([...spot.cluster.hosts.values()].map(({ draining }) => draining)).toEqual([true]);
  runUntil(spot, interruptedAt + 1);
  expect(lifecycles(spot)).toEqual(["Terminating", "Pending"]);
});
