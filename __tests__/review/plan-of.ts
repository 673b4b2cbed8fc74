import type { Json, JsonObject, Plan, ResourceChange } from "../../review/plan";

type Values = { readonly [attribute: string]: Json };
type More = Partial<Omit<ResourceChange, "change">> & Partial<ResourceChange["change"]>;

/** A plan of these changes. Unless a change says otherwise, every attribute that it names was written by somebody. */
export function planOf(...resources: readonly ResourceChange[]): Plan {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: resources,
    configuration: {
      root_module: {
        resources: resources.map(({ address, change }) => ({
          address,
          expressions: { ...(change.before as JsonObject | null), ...(change.after as JsonObject | null) },
        })),
      },
    },
  };
}

export const created = (address: string, after: Values, more: More = {}) =>
  changed(address, ["create"], null, after, more);
export const updated = (address: string, before: Values, after: Values, more: More = {}) =>
  changed(address, ["update"], before, after, more);
export const replaced = (address: string, before: Values, after: Values, more: More = {}) =>
  changed(address, ["delete", "create"], before, after, more);
export const destroyed = (address: string, before: Values, more: More = {}) =>
  changed(address, ["delete"], before, null, more);
export const kept = (address: string, values: Values) => changed(address, ["no-op"], values, values);

export function changed(
  address: string,
  actions: readonly string[],
  before: Values | null,
  after: Values | null,
  { mode, action_reason, previous_address, ...change }: More = {},
): ResourceChange {
  const [type = "", name = ""] = address.split(".");
  return {
    address,
    type,
    name,
    mode: mode ?? "managed",
    ...(action_reason !== undefined && { action_reason }),
    ...(previous_address !== undefined && { previous_address }),
    change: { actions, before, after, after_unknown: {}, before_sensitive: {}, after_sensitive: {}, ...change },
  };
}
