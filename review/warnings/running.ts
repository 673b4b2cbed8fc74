import type { Change } from "../changes";
import { isList, isObject, type Json, type JsonObject } from "../plan";
import { text, type Text } from "../text";
import type { Warning } from "./warning";

/** What running instances and workers stand on: without it they end, or their next call to AWS fails. */
const supports: Readonly<Record<string, readonly [what: string, loss: string]>> = {
  aws_ecs_cluster: ["cluster", "the workers that run in it are stopped"],
  aws_ecs_service: ["service", "its tasks are stopped"],
  aws_vpc: ["VPC", "no instance in it survives"],
  aws_subnet: ["subnet", "no instance in it survives"],
  aws_internet_gateway: ["internet gateway", "running instances reach nothing any more"],
  aws_iam_role: ["role", "what runs with it loses its permissions"],
  aws_iam_instance_profile: ["instance profile", "running instances lose their permissions"],
};

/** Changes that end instances or workers that may be at work. */
export function runningWarnings(changes: readonly Change[]): Warning[] {
  const words = changes.flatMap((change) =>
    change.type === "aws_autoscaling_group" ? fleet(change) : supportOf(change),
  );
  return words.map((line) => ({ kind: "running", text: line }));
}

function supportOf({ type, effect, name, address }: Change): Text[] {
  const support = supports[type];
  if (!support || (effect !== "destroy" && effect !== "replace")) return [];
  const [what, loss] = support;
  return [
    [`The ${what} `, { code: name ?? address }, ` is ${effect === "destroy" ? "destroyed" : "replaced"}: ${loss}.`],
  ];
}

function fleet({ effect, name, address, before, after }: Change): Text[] {
  const called = name ?? address;
  const wanted = Number(before.desired_capacity ?? 0);
  const now =
    wanted === 0 ? "none is wanted at the moment" : `${wanted} ${wanted === 1 ? "is" : "are"} wanted at the moment`;
  if (effect === "destroy") return [[...text`The fleet ${called} is destroyed`, `: all its instances end (${now}).`]];
  if (effect === "replace") return [[...text`The fleet ${called} is replaced`, `: all its instances end (${now}).`]];
  if (effect !== "update") return [];

  const found: Text[] = [];
  const [max, protectedNow] = [Number(after.max_size), after.protect_from_scale_in === true];
  if (max < wanted) {
    const fate = protectedNow
      ? "They are protected from scale-in and leave only when their work is done."
      : "AWS ends as many, at work or not.";
    const over = wanted - max;
    found.push([
      ...text`The fleet ${called} may have at most ${max} instances, and ${wanted} are wanted at the moment: ${over} too many. `,
      fate,
    ]);
  }
  if (before.protect_from_scale_in === true && !protectedNow) {
    found.push(text`The fleet ${called} no longer protects its instances from scale-in: AWS may end busy ones.`);
  }
  if (listed(before.suspended_processes, "AZRebalance") && !listed(after.suspended_processes, "AZRebalance")) {
    found.push(text`The fleet ${called} resumes ${"AZRebalance"}, which ends busy instances to balance the zones.`);
  }
  const [spotBefore, spotAfter] = [isOnSpot(before.mixed_instances_policy), isOnSpot(after.mixed_instances_policy)];
  if (spotBefore !== spotAfter && spotBefore !== undefined && spotAfter !== undefined) {
    found.push([
      ...text`The fleet ${called} goes ${spotAfter ? "from on demand to Spot" : "from Spot to on demand"}: AWS makes new instances and then ends those that run (${now}). `,
      "Deploy it while nothing runs.",
    ]);
  }
  if (isList(after.instance_refresh) && after.instance_refresh.length > 0) {
    found.push(text`The fleet ${called} has an ${"instance_refresh"}: running instances are ended and made anew.`);
  }
  return found;
}

/**
 * "An update to this setting means a gradual replacement of instances" (CloudFormation, InstancesDistribution,
 * OnDemandPercentageAboveBaseCapacity). Undefined: the group says nothing of it.
 */
function isOnSpot(policies: Change["before"][string] | undefined): boolean | undefined {
  const distributions = first(policies)?.instances_distribution;
  const percent = first(distributions)?.on_demand_percentage_above_base_capacity;
  return typeof percent === "number" ? percent < 100 : undefined;
}

function first(blocks: Json | undefined): JsonObject | undefined {
  const [block] = isList(blocks) ? blocks : [];
  return isObject(block) ? block : undefined;
}

function listed(list: Change["before"][string] | undefined, word: string): boolean {
  return isList(list) && list.includes(word);
}
