import type { Design, StackSettings } from "./design";
import { buildkite } from "./designs/buildkite";
import { cdkDefaults } from "./designs/cdk";
import { earlierStack } from "./designs/earlier";
import { managedScalingDesign } from "./designs/managed";
import { oracle } from "./designs/oracle";
import { reconciled } from "./designs/reconciled";
import { type Figures, figures } from "./figures";
import { rangeOf } from "./percentiles";
import { dollarsOf, instancePrice } from "./prices";
import { simulate, type Trace } from "./simulate";

/** From the one that this project replaces to the one that nobody can build. */
export const comparedDesigns: readonly Design[] = [
  earlierStack,
  managedScalingDesign,
  cdkDefaults,
  buildkite,
  reconciled,
  oracle,
];

/** What a design took for a trace: medians over the seeds, but the mean of what is rare. */
export interface Taken {
  readonly firstResultSeconds: number;
  readonly lastResultSeconds: number;
  readonly workingGpuHours: number;
  readonly notWorkingGpuHours: number;
  readonly dollars: number;
  readonly killed: number;
  readonly deadLetters: number;
}

/** The same seeds for every design, so that all meet the same videos, boots and delays. */
export function taken(design: Design, stack: StackSettings, trace: Trace, seeds: number): Taken {
  const settings = suited(stack, trace);
  const hour = instancePrice(stack.region, stack.instanceType, stack.rootVolumeGib)?.onDemandHour ?? NaN;
  const all = Array.from({ length: seeds }, (_, seed) => figures(simulate(design, settings, trace, seed)));
  const median = (of: (run: Figures) => number) => rangeOf(all.map(of)).p50;
  const mean = (of: (run: Figures) => number) => all.reduce((sum, run) => sum + of(run), 0) / seeds;
  return {
    firstResultSeconds: median(({ firstResultSeconds }) => firstResultSeconds),
    lastResultSeconds: median(({ lastResultSeconds }) => lastResultSeconds),
    workingGpuHours: median(({ busyGpuSeconds }) => busyGpuSeconds) / 3600,
    notWorkingGpuHours: median(({ bootGpuSeconds, idleGpuSeconds }) => bootGpuSeconds + idleGpuSeconds) / 3600,
    dollars: median(({ instanceSeconds }) => dollarsOf(instanceSeconds, hour)),
    killed: mean(({ killed }) => killed),
    deadLetters: mean(({ deadLetters }) => deadLetters),
  };
}

/** The stack with the TimeoutHours that a trace's videos need. */
export const suited = (stack: StackSettings, { timeoutSeconds }: Trace): StackSettings =>
  timeoutSeconds === undefined
    ? stack
    : { ...stack, visibilitySeconds: timeoutSeconds, stopTimeoutSeconds: timeoutSeconds };
