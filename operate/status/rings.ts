import type { ModelSpec } from "../../models/format/spec";
import type { Alarm } from "./facts";

/** Whether the stack's alarm of this id, such as `idle-instances`, rings. */
export function rings(id: string, { stackName }: Pick<ModelSpec, "stackName">, alarms: readonly Alarm[]): boolean {
  return alarms.some(({ name, state }) => name === `${stackName}-${id}` && state === "ALARM");
}
