import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../../emulator/place";
import { axisTime, niceStep, timeStep } from "../../forecast/scale";
import { namesOf } from "../../constructs/names";
import { onDemand } from "./deployed";
import type { Stage } from "./stage";
import type { Moment } from "./timeline";

const [width, left, right, laneHeight, gap] = [960, 172, 24, 64, 22];
const plot = width - left - right;
const colours = {
  waiting: "#5a6b8c",
  working: "#2a7f62",
  instances: "#e0a030",
  alarm: "#c8452e",
  ink: "#222",
  pale: "#8a8a8a",
};

interface Lane {
  readonly title: string;
  readonly colour: string;
  readonly of: (moment: Moment) => number;
}

/** Draws a day into the folder `day`, which git ignores. Returns the file. */
export function draw(name: string, heading: string, stage: Stage, stack = onDemand): string {
  const folder = path.join(projectFolder(), "day");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.svg`);
  writeFileSync(file, dayPicture(heading, stage, stack));
  return file;
}

/** An SVG of a stack's day: what waited, what was in work, instances and workers over time, and below when each alarm rang. */
function dayPicture(heading: string, { day }: Stage, stack = onDemand): string {
  const { videoQueue } = namesOf(stack);
  const { moments } = day.timeline;
  const start = moments[0]?.at ?? 0;
  const seconds = Math.max(60, ((moments.at(-1)?.at ?? 0) - start) / 1000);
  const x = (at: number) => left + (plot * (at - start)) / 1000 / seconds;
  const lanes: readonly Lane[] = [
    { title: "videos waiting", colour: colours.waiting, of: ({ queues }) => queues.get(videoQueue)?.visible ?? 0 },
    { title: "videos in work", colour: colours.working, of: ({ queues }) => queues.get(videoQueue)?.notVisible ?? 0 },
    { title: "instances", colour: colours.instances, of: ({ instances }) => instances },
    { title: "workers", colour: colours.working, of: ({ workers }) => workers },
  ];
  const most = Math.max(1, ...lanes.flatMap(({ of }) => moments.map(of)));
  const drawn = lanes.map((lane, index) => drawLane(lane, moments, 60 + index * (laneHeight + gap), most, x));
  const rings = [...day.alarms.rang].filter(([name]) => name.startsWith(`${stack}-`)).sort();
  const base = 60 + lanes.length * (laneHeight + gap);
  const strips = rings.map(([name, rang], index) => {
    const y = base + index * 22;
    const bars = rang.map(({ from, to }) => bar(x(from), y, x(to ?? day.clock.now) - x(from)));
    return [text(left - 10, y + 11, `alarm ${name.slice(stack.length + 1)}`, 'text-anchor="end"'), ...bars].join("\n");
  });
  const axis = base + rings.length * 22 + 6;
  const ticks: string[] = [];
  for (let at = 0; at <= seconds; at += timeStep(seconds, 10))
    ticks.push(
      text(x(start + at * 1000), axis + 16, axisTime(at, seconds), `text-anchor="middle" fill="${colours.pale}"`),
    );
  const height = axis + 30;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Helvetica, Arial, sans-serif" font-size="13" fill="${colours.ink}">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    text(20, 30, heading, 'font-size="18" font-weight="bold"'),
    ...drawn,
    ...strips,
    ...ticks,
    "</svg>",
    "",
  ].join("\n");
}

/** A step curve, filled; counts of all lanes are drawn to one scale. */
function drawLane(
  { title, colour, of }: Lane,
  moments: readonly Moment[],
  top: number,
  most: number,
  x: (at: number) => number,
) {
  const base = top + laneHeight;
  const y = (count: number) => base - (laneHeight * count) / most;
  const points: string[] = [];
  let before = 0;
  for (const moment of moments) {
    const [at, count] = [x(moment.at).toFixed(1), of(moment)];
    if (count !== before) points.push(`${at},${y(before).toFixed(1)}`, `${at},${y(count).toFixed(1)}`);
    before = count;
  }
  const end = x(moments.at(-1)?.at ?? 0).toFixed(1);
  const lines: string[] = [];
  for (let count = 0; count <= most; count += Math.max(1, niceStep(most, 3)))
    lines.push(
      `<path d="M${left} ${y(count).toFixed(1)}H${width - right}" stroke="#e4e4e4"/>`,
      text(left - 10, y(count) + 4, String(count), `text-anchor="end" fill="${colours.pale}"`),
    );
  const area = [`${left},${base}`, ...points, `${end},${y(before).toFixed(1)}`, `${end},${base}`].join(" ");
  return [...lines, text(20, top + 14, title, ""), `<polygon fill="${colour}" points="${area}"/>`].join("\n");
}

const bar = (x: number, y: number, length: number): string =>
  `<rect x="${x.toFixed(1)}" y="${y}" width="${Math.max(2, length).toFixed(1)}" height="14" fill="${colours.alarm}"/>`;

const text = (x: number, y: number, words: string, attributes: string): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${words.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</text>`;
