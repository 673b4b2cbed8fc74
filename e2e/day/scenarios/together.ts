import { onDemand, onSpot } from "../deployed";
import type { Scenario } from "../scenario";
import { submit, unless } from "./steps";

/** Days of several stacks. */
export const together: readonly Scenario[] = [
  {
    name: "two-stacks-at-once",
    title: "Two stacks, four videos each",
    stacks: [onDemand, onSpot],
    play: async (stage) => {
      await submit(stage, 4, 4);
      await submit(stage, 4, 4, onSpot);
      const ended = await stage.day.run(
        () =>
          [onDemand, onSpot].every((stack) => stage.isWorkedOff(stack) && stage.isAtZero(stack)) &&
          stage.day.log.taken.length > 7,
        60,
      );
      return { problems: unless(ended, "after 60 minutes it is not over") };
    },
  },
];
