import type { Answer, Expected } from "./ask";
import type { IdleCost } from "./idle-cost";
import type { Range } from "./percentiles";
import { shortTime, trimmed } from "./scale";

/** An answer in words for a terminal: a table of three columns, then what it rests on and what to heed. */
export function answerText(answer: Answer, idle: IdleCost, spot: boolean): string {
  const own = spot ? answer.spot : answer.onDemand;
  const { earlier } = answer;
  const on = `up to ${answer.fleetSize} × ${answer.instanceType} in ${answer.region}${spot ? ", on Spot" : ""}`;
  const row = (name: string, ranged: string, likely: string, before: string) =>
    `  ${name.padEnd(24)}${likely.padStart(9)}  ${ranged.padEnd(16)}${before.padStart(9)}`;
  const ranged = (name: string, of: (expected: Expected) => Range, show: (value: number) => string) =>
    row(name, between(of(own), show), show(of(own).p50), show(of(earlier).p50));
  const money = (name: string, expected: Expected, before: string) =>
    expected.dollars === undefined
      ? []
      : [row(name, between(expected.dollars, dollars), dollars(expected.dollars.p50), before)];
  const hours = (value: number) => `${trimmed(value)} h`;
  return [
    `${answer.stackName}: ${answer.trace}, ${on}`,
    "",
    row("", "8 of 10 runs", "likely", "earlier stack"),
    ranged("first result after", ({ firstResultSeconds }) => firstResultSeconds, shortTime),
    ranged("all done after", ({ lastResultSeconds }) => lastResultSeconds, shortTime),
    ranged("GPU time working", ({ workingGpuHours }) => workingGpuHours, hours),
    ranged("         starting", ({ startingGpuHours }) => startingGpuHours, hours),
    ranged("         idle", ({ idleGpuHours }) => idleGpuHours, hours),
    ...money("cost on demand", answer.onDemand, earlier.dollars === undefined ? "" : dollars(earlier.dollars.p50)),
    ...money("cost on Spot", answer.spot, ""),
    row("idle stack, a month", "", dollars(idle.total), ""),
    "",
    ...notes(answer, own),
  ].join("\n");
}

const between = ({ p10, p90 }: Range, show: (value: number) => string): string => {
  const [low, high] = [show(p10), show(p90)];
  return low === high ? "" : `${low} - ${high}`;
};

const dollars = (value: number): string => `$${value >= 100 ? Math.round(value) : value.toFixed(value >= 10 ? 1 : 2)}`;

function notes(answer: Answer, own: Expected): string[] {
  const { price, earlier } = answer;
  const lines = [
    `${answer.runs} simulated runs; each draws what is not known exactly (boot, image, events …) from its range: docs/forecast.md.`,
  ];
  if (price === undefined) {
    lines.push(
      `No price of ${answer.instanceType} in ${answer.region} is in the table; to read it from AWS: npm run forecast:prices -- ${answer.region}`,
    );
  } else {
    lines.push(
      `On demand $${price.onDemandHour.toFixed(3)} an instance hour with volume and address, prices of ${price.date}; Spot's price is a guess. Anew: npm run forecast:prices -- ${answer.region}`,
    );
  }
  if (answer.tooLong > 0) {
    lines.push(`Heed: ${tooLong(answer.tooLong)} and end as dead letters: raise TimeoutHours.`);
  } else if (own.deadLetters > 0) lines.push(`Heed: ${trimmed(own.deadLetters)} videos a run end as dead letters.`);
  if (own.interrupted > 0) {
    lines.push(
      `Spot interrupts ${trimmed(own.interrupted)} videos a run; each waits for its TimeoutHours before another worker gets it.`,
    );
  }
  if (earlier.killed > 0)
    lines.push(`The earlier stack kills ${trimmed(earlier.killed)} running videos a run when it scales in.`);
  return lines;
}

const tooLong = (mean: number): string =>
  mean < 1.5
    ? "one of the videos takes longer than TimeoutHours. Such videos are started again and again"
    : `${Math.round(mean)} of the videos take longer than TimeoutHours. They are started again and again`;
