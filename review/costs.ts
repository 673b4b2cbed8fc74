import { constants } from "../forecast/constants";
import { idleCost } from "../forecast/idle-cost";
import { instancePrice, spotShare } from "../forecast/prices";
import { readIdleStack, readStack, type SynthesizedStack } from "../forecast/read-stack";
import { isObject, type Json } from "./plan";
import type { Cost } from "./report";

/**
 * What a model's stack costs before and after, with the forecast's own figures: a month without a video, and an hour of a
 * worker on videos, without the starts and waits around it, which `./model forecast` knows for a given number of videos.
 * Nothing for another stack, nor where the price table does not know the instance type or the region.
 */
export function costsOf(base: Json | undefined, head: Json | undefined): Cost[] {
  const [before, after] = [ratesOf(base), ratesOf(head)];
  if (after === undefined) return [];
  const cost = (what: string, of: (rates: Rates) => string | undefined): Cost[] => {
    const [was, is] = [before && of(before), of(after)];
    return is === undefined ? [] : [{ what, ...(was !== undefined && { before: was }), after: is }];
  };
  return [...cost("idle, a month", ({ idle }) => idle), ...cost("an hour of work on videos", ({ work }) => work)];
}

interface Rates {
  readonly idle: string;
  readonly work?: string;
}

function ratesOf(json: Json | undefined): Rates | undefined {
  const resource = json !== undefined && isObject(json) ? json.resource : undefined;
  if (resource === undefined || !isObject(resource) || !("aws_autoscaling_group" in resource)) return undefined;
  const stack = json as unknown as SynthesizedStack;
  try {
    const { total } = idleCost(readIdleStack(stack, constants.functionRun.typical));
    const work = workOf(stack);
    return { idle: dollars(total), ...(work !== undefined && { work }) };
  } catch {
    // The base may have been made by code so old that its stack has another shape.
    return undefined;
  }
}

function workOf(json: SynthesizedStack): string | undefined {
  const stack = readStack(json);
  const price = instancePrice(stack.region, stack.instanceType, stack.rootVolumeGib);
  if (price === undefined) return undefined;
  const { onDemandHour, instanceHour, date } = price;
  const workers = Math.max(1, Math.floor(stack.gpusPerInstance / stack.gpusPerTask));
  const hour = stack.spot ? onDemandHour - (1 - spotShare.typical) * instanceHour : onDemandHour;
  const share = workers > 1 ? `, one of ${workers} workers` : "";
  const bought = stack.spot ? "about, on Spot" : "on demand";
  return `${dollars(hour / workers)} (${stack.instanceType}${share}, ${bought}, prices of ${date})`;
}

function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}
