import { axisTime, niceStep, shortTime, timeStep } from "./scale";
import type { Moment } from "./timeline";

/** One run to draw. */
export interface Run {
  readonly title: string;
  readonly moments: readonly Moment[];
  /** Seconds since the first video arrived. */
  readonly firstResultSeconds: number;
  readonly lastResultSeconds: number;
  /** What it took in all, in one line. */
  readonly sum: string;
}

const width = 960;
const left = 64;
const right = 24;
const plotWidth = width - left - right;
const instancesHeight = 150;
const waitingHeight = 64;
const titleHeight = 58;
const panelHeight = titleHeight + waitingHeight + 14 + instancesHeight + 44;
const colours = {
  working: "#2a7f62",
  starting: "#e0a030",
  idle: "#c8452e",
  waiting: "#5a6b8c",
  ink: "#222222",
  pale: "#8a8a8a",
};

/**
 * An SVG of one or more runs on one time axis: above, how many videos wait; below, the running instances by what they do.
 * Each run says what it took, so that the picture needs no text beside it.
 */
export function picture(heading: string, runs: readonly Run[]): string {
  const seconds = Math.max(...runs.map(({ moments }) => moments[moments.length - 1]?.at ?? 0), 60);
  const mostInstances = Math.max(...runs.flatMap(({ moments }) => moments.map(present)), 1);
  const mostWaiting = Math.max(...runs.flatMap(({ moments }) => moments.map(({ waiting }) => waiting)), 1);
  const top = 84;
  const height = top + runs.length * panelHeight;
  const x = (at: number) => left + (plotWidth * at) / seconds;
  const panels = runs.map((run, index) =>
    panel(run, top + index * panelHeight, { x, seconds, mostInstances, mostWaiting }),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Helvetica, Arial, sans-serif" font-size="13" fill="${colours.ink}">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    text(left - 44, 30, heading, 'font-size="18" font-weight="bold"'),
    legend(left - 44, 56),
    ...panels,
    "</svg>",
    "",
  ].join("\n");
}

interface Axes {
  readonly x: (at: number) => number;
  readonly seconds: number;
  readonly mostInstances: number;
  readonly mostWaiting: number;
}

function panel(run: Run, top: number, { x, seconds, mostInstances, mostWaiting }: Axes): string {
  const waitingBase = top + titleHeight + waitingHeight;
  const base = waitingBase + 14 + instancesHeight;
  const yWaiting = (count: number) => waitingBase - (waitingHeight * count) / mostWaiting;
  const y = (count: number) => base - (instancesHeight * count) / mostInstances;
  const stacked = [
    area(run.moments, seconds, x, (moment) => y(moment.working), base, colours.working),
    band(
      run.moments,
      seconds,
      x,
      (moment) => [y(moment.working), y(moment.working + moment.starting)],
      colours.starting,
    ),
    band(run.moments, seconds, x, (moment) => [y(moment.working + moment.starting), y(present(moment))], colours.idle),
  ];
  return [
    text(left - 44, top + 14, run.title, 'font-size="15" font-weight="bold"'),
    text(width - right, top + 14, run.sum, 'text-anchor="end"'),
    ...countAxis(mostWaiting, 2, yWaiting),
    area(run.moments, seconds, x, ({ waiting }) => yWaiting(waiting), waitingBase, colours.waiting),
    ...countAxis(mostInstances, 4, y),
    ...stacked,
    ...timeAxis(seconds, x, base),
    ...mark(run.firstResultSeconds, x, top + 22, base, "first result after"),
    ...mark(run.lastResultSeconds, x, top + 37, base, "all done after"),
  ].join("\n");
}

const present = ({ working, starting, idle }: Moment): number => working + starting + idle;
const rounded = (value: number): string => value.toFixed(1).replace(/\.0$/, "");

/** A step curve filled down to `base`. */
function area(
  moments: readonly Moment[],
  seconds: number,
  x: (at: number) => number,
  y: (moment: Moment) => number,
  base: number,
  fill: string,
): string {
  return band(moments, seconds, x, (moment) => [base, y(moment)], fill);
}

/** The strip between two step curves; moments closer than half a pixel are drawn as one. */
function band(
  moments: readonly Moment[],
  seconds: number,
  x: (at: number) => number,
  ends: (moment: Moment) => readonly [number, number],
  fill: string,
): string {
  const shown = thinned(moments, seconds / (2 * plotWidth));
  const lower: string[] = [];
  const upper: string[] = [];
  let previous: readonly [number, number] | undefined;
  const point = (at: number, [low, high]: readonly [number, number]) => {
    lower.push(`${rounded(x(at))},${rounded(low)}`);
    upper.push(`${rounded(x(at))},${rounded(high)}`);
  };
  for (const moment of shown) {
    const next = ends(moment);
    if (previous?.[0] === next[0] && previous[1] === next[1]) continue;
    if (previous !== undefined) point(moment.at, previous);
    point(moment.at, next);
    previous = next;
  }
  if (previous !== undefined) point(seconds, previous);
  return `<polygon fill="${fill}" points="${[...upper, ...lower.reverse()].join(" ")}"/>`;
}

function thinned(moments: readonly Moment[], leastSeconds: number): Moment[] {
  const shown: Moment[] = [];
  for (const moment of moments) {
    const last = shown[shown.length - 1];
    if (last !== undefined && moment.at - last.at < leastSeconds) shown[shown.length - 1] = { ...moment, at: last.at };
    else shown.push(moment);
  }
  return shown;
}

function countAxis(most: number, labels: number, y: (count: number) => number): string[] {
  const step = Math.max(1, niceStep(most, labels));
  const lines: string[] = [];
  for (let count = 0; count <= most; count += step) {
    lines.push(`<path d="M${left} ${rounded(y(count))}H${width - right}" stroke="#e4e4e4"/>`);
    lines.push(text(left - 8, y(count) + 4, String(count), `text-anchor="end" fill="${colours.pale}"`));
  }
  return lines;
}

function timeAxis(seconds: number, x: (at: number) => number, base: number): string[] {
  const step = timeStep(seconds, 10);
  const lines: string[] = [];
  for (let at = 0; at <= seconds; at += step) {
    lines.push(`<path d="M${rounded(x(at))} ${base}v5" stroke="${colours.pale}"/>`);
    lines.push(text(x(at), base + 19, axisTime(at, seconds), `text-anchor="middle" fill="${colours.pale}"`));
  }
  return lines;
}

/** A moment that has its own line; none where it never came. */
function mark(seconds: number, x: (at: number) => number, top: number, base: number, words: string): string[] {
  if (seconds === Infinity) return [];
  const at = x(seconds);
  const fitsRight = at < width - right - 160;
  const side = `text-anchor="${fitsRight ? "start" : "end"}" font-size="12"`;
  return [
    `<path d="M${rounded(at)} ${top}V${base}" stroke="${colours.ink}" stroke-dasharray="3 3"/>`,
    text(at + (fitsRight ? 5 : -5), top + 11, `${words} ${shortTime(seconds)}`, side),
  ];
}

function legend(at: number, y: number): string {
  const entries = [
    [colours.waiting, "videos waiting"],
    [colours.working, "GPU instances at work"],
    [colours.starting, "starting: boot, image, model"],
    [colours.idle, "idle"],
  ] as const;
  let next = at;
  return entries
    .map(([colour, words]) => {
      const entry = `<rect x="${next}" y="${y - 10}" width="12" height="12" fill="${colour}"/>\n${text(next + 18, y, words, "")}`;
      next += 46 + words.length * 6.8;
      return entry;
    })
    .join("\n");
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const text = (x: number, y: number, words: string, attributes: string): string =>
  `<text x="${rounded(x)}" y="${rounded(y)}" ${attributes}>${words.replace(/[&<>]/g, (sign) => escapes[sign] ?? sign)}</text>`;
