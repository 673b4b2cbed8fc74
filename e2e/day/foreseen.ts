import type { Video } from "../../forecast/videos";
import { onDemand } from "./deployed";
import { predict } from "./predict";
import type { Expected } from "./problems";
import type { Stage } from "./stage";

/** What the forecast cannot know of a day, and how it is asked all the same. */
export interface Foreseen {
  /** When what held the videos up was over, in milliseconds since 1970; what is not done by then comes then. Default: the day's begin. */
  readonly since?: number;
  /** What a mishap costs that the forecast has not, in seconds. */
  readonly laterSeconds?: number;
  /** Part of it was done before, or what is needed is there already: it may take less time than foreseen. */
  readonly orSooner?: boolean;
}

/** How far from the forecast a day may be. */
const tolerance = 0.1;

/** What took longer or shorter than the forecast says for the videos as they came, a line each. */
export function unforeseen(stage: Stage, expected: Expected, stacks: readonly string[] = [onDemand]): string[] {
  const { since = stage.began, laterSeconds = 0, orSooner = false } = expected.foreseen ?? {};
  const predictions = stacks.map((stack) => predict(stage.project, stack, videosOf(stage, expected, stack, since)));
  const { moments } = stage.day.timeline;
  const atZero = moments.map(({ instances }) => instances > 0).lastIndexOf(true) + 1;
  const times = [
    {
      what: "the last result came",
      at: Math.max(...stage.day.log.finished.map(({ at }) => at)),
      said: Math.max(...predictions.map(({ lastResultSeconds }) => lastResultSeconds)),
    },
    {
      what: "the fleet was at zero",
      at: moments[atZero]?.at ?? stage.day.clock.now,
      said: Math.max(...predictions.map(({ zeroSeconds }) => zeroSeconds)),
    },
  ];
  return times.flatMap(({ what, at, said }) => {
    const [seconds, foreseen] = [(at - since) / 1000, said + laterSeconds];
    const isLate = seconds > foreseen * (1 + tolerance);
    const isEarly = !orSooner && seconds < foreseen * (1 - tolerance);
    return isLate || isEarly
      ? [`${what} after ${Math.round(seconds)} s; the forecast says ${Math.round(foreseen)} s`]
      : [];
  });
}

/** The videos as the forecast is to take them: a try that was lost is a worker that crashed. */
function videosOf(stage: Stage, { tries = {} }: Expected, stack: string, since: number): Video[] {
  const done = new Set(stage.day.log.finished.filter(({ at }) => at <= since).map(({ video }) => video));
  return stage.submitted
    .filter((one) => one.stack === stack && !done.has(one.video))
    .map(({ video, film, at }): Video => {
      const arrivesAt = Math.max(0, (at - since) / 1000);
      const lost = (tries[video] ?? 1) - 1;
      const fate = film.fate ?? (lost > 0 ? "crashes" : undefined);
      if (fate === undefined) return { arrivesAt, workSeconds: film.seconds };
      return { arrivesAt, workSeconds: film.seconds, fate, ...(fate !== "fails" && { badTries: lost }) };
    });
}
