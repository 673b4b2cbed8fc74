import type { Scenario } from "../scenario";
import { submit, toTheEnd, unless } from "./steps";

/** Days on which all is well. */
export const undisturbed: readonly Scenario[] = [
  {
    name: "five-videos",
    title: "Five videos of twelve minutes, FleetSize 3",
    play: async (stage) => {
      await submit(stage, 5, 12);
      return { problems: await toTheEnd(stage, 60) };
    },
  },
  {
    name: "burst-larger-than-the-fleet",
    title: "Ten videos at once, FleetSize 3",
    play: async (stage) => {
      await submit(stage, 9, 4);
      await stage.submit({ seconds: 240, clean: true });
      const problems = await toTheEnd(stage, 60);
      const most = Math.max(...stage.day.timeline.moments.map(({ instances }) => instances));
      return { problems: [...problems, ...unless(most === 3, `${most} instances ran, not FleetSize`)] };
    },
  },
  {
    name: "one-straggler",
    title: "Four short videos and one of 25 minutes",
    play: async (stage) => {
      await submit(stage, 4, 3);
      const long = await stage.submit({ seconds: 25 * 60 });
      const problems = await toTheEnd(stage, 60);
      const { moments } = stage.day.timeline;
      const last = stage.day.log.finished.find(({ video }) => video === long)?.at ?? 0;
      const alone = moments.find(({ at, instances }) => at > last - 12 * 60_000 && instances === 1);
      return {
        problems: [...problems, ...unless(alone !== undefined, "the others did not leave while one worked on")],
      };
    },
  },
];
