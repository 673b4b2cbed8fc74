import type { Emulator } from "../../emulator/emulator";
import { DayClock } from "../../e2e/day/clock";

/** An emulator's clock and nothing else. */
async function newClock() {
  const moved: number[] = [];
  const advance = (seconds: number) => Promise.resolve(moved.push(seconds));
  const emulator = { stopClock: () => Promise.resolve(600_000), advance } as unknown as Emulator;
  const clock = await DayClock.of(emulator);
  const start = clock.now;
  return { clock, seconds: () => (clock.now - start) / 1000, moved };
}

const nothing = () => Promise.resolve();

test("a day begins twenty seconds past a minute, and the emulator's clock goes along", async () => {
  const { clock, moved } = await newClock();
  expect([clock.now, moved]).toEqual([680_000, [80]]);
  await clock.run(() => false, 30, nothing);
  expect([clock.now, moved]).toEqual([710_000, [80, 30]]);
});

test("what is due happens in its order, each thing at its time", async () => {
  const { clock, seconds } = await newClock();
  const happened: [string, number][] = [];
  const note = (what: string) => () => happened.push([what, seconds()]);
  clock.after(5, note("b"));
  clock.after(1, note("a"));
  clock.after(5, note("c"));
  clock.eachMinute(0, note("minute"));
  expect(await clock.run(() => false, 101, nothing)).toBe(false);
  expect(happened).toEqual([
    ["a", 1],
    ["b", 5],
    ["c", 5],
    ["minute", 40],
    ["minute", 100],
  ]);
});

test("a strand goes on when what it waits for has come, and no longer when it is dead", async () => {
  const { clock, seconds } = await newClock();
  const happened: number[] = [];
  let alive = true;
  await clock.strand(
    async (wait) => {
      for (;;) {
        await wait(10);
        happened.push(seconds());
      }
    },
    () => alive,
  );
  clock.after(25, () => (alive = false));
  await clock.run(() => false, 60, nothing);
  expect(happened).toEqual([10, 20]);
});

test("what a strand throws ends the day", async () => {
  const { clock } = await newClock();
  await clock.strand(async (wait) => {
    await wait(1);
    throw new Error("no");
  });
  await expect(clock.run(() => false, 60, nothing)).rejects.toThrow("no");
});
