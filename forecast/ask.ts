import { drawPhysics } from "./constants";
import type { Design, StackSettings } from "./design";
import { earlierStack } from "./designs/earlier";
import { reconciled } from "./designs/reconciled";
import { type Figures, figures } from "./figures";
import { type Range, rangeOf } from "./percentiles";
import { dollarsOf, type InstancePrice, instancePrice, spotShare } from "./prices";
import { random, triangular } from "./random";
import { simulate, type Trace } from "./simulate";

/** What somebody wants to know before the first dollar. */
export interface Question {
  readonly stack: StackSettings;
  readonly trace: Trace;
  /** Simulated runs, each with other draws of what is not known. */
  readonly runs: number;
  /** The container image's compressed size, when it is known. */
  readonly imageGb?: number;
}

/** What a design takes for the trace. Seconds since the first video arrived; hours of GPUs; dollars. */
export interface Expected {
  readonly firstResultSeconds: Range;
  readonly lastResultSeconds: Range;
  readonly workingGpuHours: Range;
  readonly startingGpuHours: Range;
  readonly idleGpuHours: Range;
  readonly instances: Range;
  /** Absent when the price table has no price of the instance type in the region. */
  readonly dollars?: Range;
  /** Mean number in a run of videos whose work the design ended, which Spot interrupted, which are dead letters. */
  readonly killed: number;
  readonly interrupted: number;
  readonly deadLetters: number;
}

export interface Answer {
  readonly stackName: string;
  readonly trace: string;
  readonly fleetSize: number;
  readonly instanceType: string;
  readonly region: string;
  readonly runs: number;
  readonly price?: InstancePrice;
  readonly onDemand: Expected;
  readonly spot: Expected;
  readonly earlier: Expected;
  /** Mean number of videos that take longer than TimeoutHours. */
  readonly tooLong: number;
}

/** Runs that are enough for a comparison, where the tenths are not shown. */
const comparedRuns = 20;

/** Simulates the stack on demand and on Spot, and the earlier stack, as often as asked. */
export function answer(question: Question): Answer {
  const { stack, trace, runs } = question;
  const price = instancePrice(stack.region, stack.instanceType, stack.rootVolumeGib);
  const onDemand = { ...stack, spot: false };
  const few = Math.min(runs, comparedRuns);
  const expect = (design: Design, settings: StackSettings, count: number) =>
    expected(results(question, design, settings, count), settings, price);
  const lengths = Array.from({ length: few }, (_, seed) => trace.videos(seed));
  const tooLong = lengths.flat().filter(({ workSeconds }) => workSeconds > stack.visibilitySeconds).length / few;
  return {
    stackName: stack.stackName,
    trace: trace.name,
    fleetSize: stack.fleetSize,
    instanceType: stack.instanceType,
    region: stack.region,
    runs,
    ...(price === undefined ? {} : { price }),
    onDemand: expect(reconciled, onDemand, stack.spot ? few : runs),
    spot: expect(reconciled, { ...stack, spot: true }, stack.spot ? runs : few),
    earlier: expect(earlierStack, onDemand, few),
    tooLong,
  };
}

interface Result extends Figures {
  readonly seed: number;
}

function results({ trace, imageGb }: Question, design: Design, stack: StackSettings, runs: number): Result[] {
  return Array.from({ length: runs }, (_, seed) => {
    const drawn = drawPhysics(random(seed));
    const physics = imageGb === undefined ? drawn : { ...drawn, imageGb };
    return { seed, ...figures(simulate(design, stack, trace, seed, physics)) };
  });
}

function expected(all: readonly Result[], stack: StackSettings, price: InstancePrice | undefined): Expected {
  const range = (of: (result: Result) => number) => rangeOf(all.map(of));
  const mean = (of: (result: Result) => number) => all.reduce((sum, result) => sum + of(result), 0) / all.length;
  const hour = (seed: number, { onDemandHour, instanceHour }: InstancePrice) => {
    if (!stack.spot) return onDemandHour;
    const share = triangular(random(seed)("spot price"), spotShare.low, spotShare.typical, spotShare.high);
    return onDemandHour - (1 - share) * instanceHour;
  };
  return {
    firstResultSeconds: range(({ firstResultSeconds }) => firstResultSeconds),
    lastResultSeconds: range(({ lastResultSeconds }) => lastResultSeconds),
    workingGpuHours: range(({ busyGpuSeconds }) => busyGpuSeconds / 3600),
    startingGpuHours: range(({ bootGpuSeconds }) => bootGpuSeconds / 3600),
    idleGpuHours: range(({ idleGpuSeconds }) => idleGpuSeconds / 3600),
    instances: range(({ instances }) => instances),
    ...(price === undefined
      ? {}
      : { dollars: range(({ instanceSeconds, seed }) => dollarsOf(instanceSeconds, hour(seed, price))) }),
    killed: mean(({ killed }) => killed),
    interrupted: mean(({ interrupted }) => interrupted),
    deadLetters: mean(({ deadLetters }) => deadLetters),
  };
}
