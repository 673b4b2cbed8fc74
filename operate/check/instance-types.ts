import { offeredZones } from "../offered-zones";
import { checkOf, type Plan, type WithFleet } from "./check";
import { ok, wrong, type Finding } from "./finding";

/** Whether at least one availability zone of the region has the model's instance types. */
export const instanceTypes = checkOf(
  "instance types",
  ({ spec }: Plan<WithFleet>) => offeredZones(spec),
  explainInstanceTypes,
);

export function explainInstanceTypes(
  zones: ReadonlyMap<string, readonly string[]>,
  { spec: { region } }: Pick<Plan<WithFleet>, "spec">,
): Finding {
  const offered = [...zones].filter(([, where]) => where.length > 0);
  const missing = [...zones].flatMap(([type, where]) => (where.length === 0 ? [type] : []));
  if (offered.length === 0) {
    return wrong(
      `no zone of ${region} offers ${missing.join(" or ")}`,
      "Give the model other InstanceTypes, or another Region.",
    );
  }
  const says = offered.map(([type, where]) => `${type} in ${where.map(letter).join(", ")}`).join("; ");
  return missing.length === 0 ? ok(says) : ok(says, `No zone of ${region} offers ${missing.join(" or ")}: never used.`);
}

/** `us-west-2a` reads better as `2a` beside its region. */
const letter = (zone: string): string => zone.split("-").at(-1) ?? zone;
