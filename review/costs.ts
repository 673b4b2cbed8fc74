import { instancePrice } from "../forecast/prices";
import { isList, isObject, type Json } from "./plan";
import type { Cost } from "./report";

/** What an hour of an instance costs before and after; nothing where the price table does not know the type or region. */
export function costsOf(base: Json | undefined, head: Json | undefined): Cost[] {
  const [before, after] = [hourOf(base), hourOf(head)];
  if (after === undefined) return [];
  const what = "an hour of an instance, on demand";
  return [{ what, ...(before !== undefined && { before }), after }];
}

/** Of the fleet's first instance type with its volume, as a synthesized stack says it. */
function hourOf(stack: Json | undefined): string | undefined {
  const group = at(stack, "resource", "aws_autoscaling_group", "fleet", "mixed_instances_policy", "launch_template");
  const type = at(first(at(group, "override")), "instance_type");
  const devices = at(stack, "resource", "aws_launch_template", "fleet_template", "block_device_mappings");
  const gib = at(first(devices), "ebs", "volume_size");
  const region = at(first(at(stack, "provider", "aws")), "region");
  if (typeof type !== "string" || typeof region !== "string") return undefined;
  const price = instancePrice(region, type, Number(gib ?? 0));
  return price && `$${price.onDemandHour.toFixed(2)} (${type}, prices of ${price.date})`;
}

function at(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

function first(value: Json | undefined): Json | undefined {
  return isList(value) ? value[0] : value;
}
