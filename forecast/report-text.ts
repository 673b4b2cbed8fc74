import { comparedDesigns, suited, type Taken, taken } from "./compare";
import { constants } from "./constants";
import type { StackSettings } from "./design";
import { type Goal, goalsOf } from "./goals";
import { levers } from "./levers";
import { table } from "./markdown";
import { shortTime, trimmed } from "./scale";
import { type ComparedTrace, traces } from "./traces";

/** Enough for medians that hardly move; the thousands take longest and differ least. */
const seedsOf = (videos: number): number => (videos >= 1000 ? 10 : 40);
const comparedPictures = ["200 videos at once", "9 videos and one of 6 hours", "60 uploads, one every 3 minutes"];

/** Traces that also get a picture, and its file name. */
export const pictured = traces
  .filter(({ name }) => comparedPictures.includes(name))
  .map((trace) => ({ trace, file: `${trace.name.replace(/[^a-z0-9]+/gi, "-")}.svg` }));

interface Compared {
  readonly trace: ComparedTrace;
  readonly videos: number;
  readonly byDesign: readonly Taken[];
}

/** The part of docs/forecast.md that is made by simulation: all that stands between its two marks. */
export function reportText(stack: StackSettings): string {
  const compared = traces.map((trace): Compared => {
    const videos = trace.videos(0).length;
    return { trace, videos, byDesign: comparedDesigns.map((design) => taken(design, stack, trace, seedsOf(videos))) };
  });
  const of = (show: (taken: Taken) => string) => byTrace(compared, show);
  return [
    `Every design runs the same ${traces.length} traces on the same stack: FleetSize ${stack.fleetSize}, ${stack.instanceType} in ${stack.region}, the image in the region's ECR; medians over 40 seeds (10 for 2,000 videos), which are the same for all.`,
    "",
    "### GPU-hours paid for and not at work (starting or idle)",
    "",
    of(({ notWorkingGpuHours }) => notWorkingGpuHours.toFixed(2)),
    "",
    "### First result and last result",
    "",
    of(
      ({ firstResultSeconds, lastResultSeconds }) =>
        `${shortTime(firstResultSeconds)} · ${shortTime(lastResultSeconds)}`,
    ),
    "",
    "### Dollars, on demand",
    "",
    of(({ dollars }) => `$${dollars.toFixed(dollars < 10 ? 2 : 0)}`),
    "",
    "### Running videos killed, and dead letters, in the mean of a run",
    "",
    of(({ killed, deadLetters }) =>
      killed + deadLetters === 0 ? "–" : `${trimmed(killed)} · ${trimmed(deadLetters)}`,
    ),
    "",
    "CDK's service never goes to zero: one instance waits for ever, which is not counted here before the first and after the last video. So it is first where one video comes, and far behind where many do.",
    "",
    "## Goals",
    "",
    "Ratios; what misses its goal is **bold**. The most that is allowed: no killed video; first result 1.15 of the oracle's; GPU time not at work 1.5 of the oracle's (2 for one video and a trickle) and 0.1 of the earlier stack's; dollars 1.05 of the oracle's.",
    "",
    goalsTable(compared),
    "",
    "## What each part of the design is worth",
    "",
    leversTable(stack),
    "",
    "## What the simulation takes for what",
    "",
    "Each run draws one value from every range (triangular, peak at the typical value).",
    "",
    constantsTable(),
  ].join("\n");
}

function byTrace(compared: readonly Compared[], show: (taken: Taken) => string): string {
  return table(
    ["trace", ...comparedDesigns.map(({ name }) => name)],
    compared.map(({ trace, byDesign }) => [trace.name, ...byDesign.map(show)]),
  );
}

function goalsTable(compared: readonly Compared[]): string {
  const rows = compared.map(({ trace, videos, byDesign }) => {
    const by = (name: string) => byDesign[comparedDesigns.findIndex((design) => design.name === name)];
    const [own, earlier, oracle] = [by("this project"), by("earlier stack"), by("oracle")];
    if (own === undefined || earlier === undefined || oracle === undefined)
      throw new Error("A compared design is missing.");
    return { trace, goals: goalsOf(trace.kind, videos, { own, earlier, oracle }) };
  });
  const heads = [...new Set(rows.flatMap(({ goals }) => goals.map(headOf)))];
  const cell = (goal: Goal | undefined) =>
    goal === undefined ? "" : goal.met ? goal.measured.toFixed(2) : `**${goal.measured.toFixed(2)}**`;
  return table(
    ["trace", ...heads],
    rows.map(({ trace, goals }) => [
      trace.name,
      ...heads.map((head) => cell(goals.find((goal) => headOf(goal) === head))),
    ]),
  );
}

const headOf = ({ what }: Goal): string => what;

function leversTable(stack: StackSettings): string {
  const shown = ["200 videos at once", "one every 40 minutes, all day", "60 uploads, one every 3 minutes"];
  const used = traces.filter(({ name }) => shown.includes(name));
  return table(
    ["GPU-hours not at work · first result", ...used.map(({ name }) => name), "verdict"],
    levers.map((lever) => [
      lever.name,
      ...used.map((trace) => {
        const { notWorkingGpuHours, firstResultSeconds } = taken(
          lever.design,
          lever.stack(suited(stack, trace)),
          trace,
          40,
        );
        return `${notWorkingGpuHours.toFixed(2)} · ${(firstResultSeconds / 60).toFixed(1)} min`;
      }),
      lever.verdict,
    ]),
  );
}

export const constantsTable = (): string =>
  table(
    ["what", "low", "typical", "high", "unit", "confidence", "source"],
    Object.entries(constants).map(([name, { low, typical, high, unit, confidence, source }]) => [
      name,
      String(low),
      String(typical),
      String(high),
      unit,
      confidence,
      source,
    ]),
  );
