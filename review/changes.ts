import { attributesOf, type Attributes } from "./attributes";
import { isObject, type Json, type Plan, type ResourceChange } from "./plan";

/**
 * What happens to a resource. `revise`: Terraform's word is replacement, but what it makes is the next revision of
 * something whose earlier revisions stay usable. `forget`: it stays in AWS, and Terraform no longer looks after it.
 */
export type Effect = "create" | "update" | "revise" | "replace" | "destroy" | "forget" | "import" | "move";

export interface Change extends Attributes {
  readonly address: string;
  readonly type: string;
  readonly effect: Effect;
  /** What people call it: its name in AWS, where it has one. */
  readonly name?: string;
  /** Why Terraform replaces or destroys it, when the attributes do not tell. */
  readonly reason?: string;
  /** All values, with nothing hidden: for rules to look at, never to be shown. */
  readonly before: Readonly<Record<string, Json>>;
  readonly after: Readonly<Record<string, Json>>;
  /** Attributes whose value after the apply is not known yet, as a whole or in parts. */
  readonly unknown: ReadonlySet<string>;
}

/** An ECS task definition cannot be changed; running tasks keep the revision that they were started with. */
const revisedTypes = new Set(["aws_ecs_task_definition"]);

/** "JSON Output Format": the reasons that a reader cannot see in the attributes. */
const reasons: Readonly<Record<string, string>> = {
  replace_because_tainted: "it is marked as tainted: its creation failed halfway, or somebody asked for a new one",
  replace_by_request: "somebody asked for it with -replace",
  replace_by_triggers: "replace_triggered_by names something that changes",
  delete_because_no_resource_config: "it is no longer part of the stack",
  delete_because_no_module: "it is no longer part of the stack",
  delete_because_each_key: "its key is no longer in for_each",
  delete_because_count_index: "count is smaller",
  delete_because_wrong_repetition: "count or for_each was added or removed",
};

/** In the order in which a careful reader wants to see them. */
const order: readonly Effect[] = ["destroy", "replace", "forget", "update", "revise", "import", "move", "create"];

/** Everything that the plan does, without what it only reads. */
export function changesOf(plan: Plan): Change[] {
  const argumentsAt = argumentsOf(plan);
  const changes = (plan.resource_changes ?? []).flatMap((resource) => changeOf(resource, argumentsAt));
  const rank = ({ effect }: Change) => order.indexOf(effect);
  return changes.sort((a, b) => rank(a) - rank(b) || (a.address < b.address ? -1 : 1));
}

/** Names of the arguments that the configuration gives the resource of an address; undefined when it has none there. */
export type ArgumentsAt = (address: string) => ReadonlySet<string> | undefined;

export function argumentsOf(plan: Plan): ArgumentsAt {
  const resources = plan.configuration?.root_module?.resources ?? [];
  const all = new Map(resources.map(({ address, expressions }) => [address, new Set(Object.keys(expressions ?? {}))]));
  // The configuration knows a resource, the plan its instances: `aws_subnet.public["us-west-2a"]`.
  return (address) => all.get(address.replace(/\[[^\]]*\]$/, ""));
}

/** With a whole resource all its attributes go: none is worth a line. */
const everything: Attributes = { changes: [], tags: [] };

function changeOf(resource: ResourceChange, argumentsAt: ArgumentsAt): Change[] {
  const { address, type, change, action_reason: reason } = resource;
  const effect = effectOf(resource);
  if (effect === undefined) return [];
  const [before, after] = [objectOf(change.before), objectOf(change.after)];
  const name = [after.name, after.bucket, before.name, before.bucket].find((value) => typeof value === "string");
  const why = reason === undefined ? undefined : reasons[reason];
  return [
    {
      address,
      type,
      effect,
      ...(name !== undefined && { name }),
      ...(why !== undefined && { reason: why }),
      ...(effect === "destroy" || effect === "forget" ? everything : attributesOf(change, argumentsAt(address))),
      before,
      after,
      unknown: new Set(
        Object.entries(objectOf(change.after_unknown)).flatMap(([key, marks]) => (any(marks) ? [key] : [])),
      ),
    },
  ];
}

function effectOf({ mode, type, change, address, previous_address }: ResourceChange): Effect | undefined {
  const actions = new Set(change.actions);
  if (mode === "data" || actions.has("read")) return undefined;
  if (actions.has("create") && (actions.has("delete") || actions.has("forget"))) {
    return revisedTypes.has(type) ? "revise" : "replace";
  }
  if (actions.has("create")) return "create";
  if (actions.has("delete")) return "destroy";
  if (actions.has("forget")) return "forget";
  if (actions.has("update")) return "update";
  if (change.importing) return "import";
  return previous_address !== undefined && previous_address !== address ? "move" : undefined;
}

function objectOf(value: Json | undefined): Readonly<Record<string, Json>> {
  return isObject(value) ? value : {};
}

function any(marks: Json): boolean {
  if (typeof marks !== "object" || marks === null) return marks === true;
  return Object.values(marks).some(any);
}
