import { constants } from "../forecast/constants";
import { idleCost } from "../forecast/idle-cost";
import { instancePrice, spotShare } from "../forecast/prices";
import { readServed } from "../forecast/read-served";
import { readIdleStack, readStack, type SynthesizedStack } from "../forecast/read-stack";
import { pricesOf, servedCost } from "../forecast/served-cost";
import { isObject, type Json } from "./plan";
import type { Cost } from "./report";

/**
 * What a model's stack costs before and after, with the forecast's own figures. Of a queue's model: a month without a video,
 * and an hour of a worker on videos, without the starts and waits around it, which `./model forecast` knows for a given number
 * of videos. Of a served model: a month of it, asked or not. Nothing for another stack, nor where the price table does not know the instance type or the region.
 */
export function costsOf(base: Json | undefined, head: Json | undefined): Cost[] {
  const [before, after] = [ratesOf(base), ratesOf(head)];
  if (after === undefined) return [];
  const cost = (what: string, of: (rates: Rates) => string | undefined): Cost[] => {
    const [was, is] = [before && of(before), of(after)];
    return is === undefined ? [] : [{ what, ...(was !== undefined && { before: was }), after: is }];
  };
  return [
    ...cost("idle, a month", ({ idle }) => idle),
    ...cost("an hour of work on videos", ({ work }) => work),
    ...cost("a month with MinTasks tasks, without requests", ({ month }) => month),
  ];
}

interface Rates {
  readonly idle?: string;
  readonly work?: string;
  readonly month?: string;
}

function ratesOf(json: Json | undefined): Rates | undefined {
  const resource = json !== undefined && isObject(json) ? json.resource : undefined;
  if (resource === undefined || !isObject(resource)) return undefined;
  const stack = json as unknown as SynthesizedStack;
  try {
    if ("aws_lb" in resource) return servedRatesOf(stack);
    if (!("aws_autoscaling_group" in resource)) return undefined;
    const { total } = idleCost(readIdleStack(stack, constants.functionRun.typical));
    const work = workOf(stack);
    return { idle: dollars(total), ...(work !== undefined && { work }) };
  } catch {
    // The base may have been made by code so old that its stack has another shape.
    return undefined;
  }
}

function servedRatesOf(stack: SynthesizedStack): Rates | undefined {
  const service = readServed(stack);
  const cost = servedCost(service);
  if (!cost) return undefined;
  const where = service.region === pricesOf ? "" : `, about: with what it costs in ${pricesOf} beside instances`;
  return { month: `${dollars(cost.total)}${where}` };
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
