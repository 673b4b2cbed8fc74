import { registersWithin } from "../../../reconciler/rules";
import { onSpot } from "../deployed";
import type { Scenario } from "../scenario";
import { submit, toTheEnd, unless, untilAtWork } from "./steps";

/** Days on which something breaks by itself. */
export const mishaps: readonly Scenario[] = [
  {
    name: "a-poison-video",
    title: "Two videos, and one that fails each time",
    play: async (stage) => {
      await submit(stage, 2, 5);
      const poison = await stage.submit({ seconds: 60, fate: "fails" });
      return { dead: [poison], tries: { [poison]: 3 }, problems: await toTheEnd(stage, 60) };
    },
  },
  {
    name: "a-worker-killed",
    title: "Two videos; one worker is killed",
    play: async (stage) => {
      await submit(stage, 2, 5);
      const problems = await untilAtWork(stage, 2);
      const [lost] = stage.day.log.taken;
      await stage.day.fleet.tasks[0]?.kill();
      // Its video comes back when the visibility timeout is over.
      return { tries: { [lost?.video ?? ""]: 2 }, problems: [...problems, ...(await toTheEnd(stage, 90))] };
    },
  },
  {
    name: "an-instance-that-never-registers",
    title: "One video; the first instance never joins the cluster",
    options: { bad: { neverRegister: [0] } },
    play: async (stage) => {
      await submit(stage, 1, 3);
      const problems = await toTheEnd(stage, 60);
      const launched = stage.day.fleet.instances.size;
      return {
        // The forecast knows of no such instance; another is ordered when this one is given up.
        foreseen: { laterSeconds: registersWithin },
        problems: [...problems, ...unless(launched === 2, `${launched} instances were launched, not 2`)],
      };
    },
  },
  {
    name: "a-worker-past-TimeoutHours",
    title: "One video on which the first worker hangs",
    play: async (stage) => {
      const video = await stage.submit({ seconds: 120, fate: "hangs" });
      return { tries: { [video]: 2 }, problems: await toTheEnd(stage, 120) };
    },
  },
  {
    name: "a-spot-interruption",
    title: "Two videos; Spot takes the first one's instance early, then a minute before it is done",
    stacks: [onSpot],
    play: async (stage) => {
      const { clock, fleet, log } = stage.day;
      const [early = ""] = await submit(stage, 1, 10, onSpot);
      const problems = await untilAtWork(stage, 1);
      await fleet.interrupt(fleet.present[0]?.id ?? "");
      const nearlyDone = () => log.taken.length === 2 && clock.now - (log.taken[1]?.at ?? 0) >= 9 * 60_000;
      problems.push(...unless(await stage.day.run(nearlyDone, 60), "the video does not come back"));
      await fleet.interrupt(fleet.present[0]?.id ?? "");
      // It waits when the first one is done, on an instance that has a minute left.
      const [next = ""] = await submit(stage, 1, 10, onSpot);
      problems.push(...(await toTheEnd(stage, 60, onSpot)));
      return { tries: { [early]: 2, [next]: 1 }, problems };
    },
  },
];
