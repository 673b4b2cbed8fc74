import { comparedModel } from "../../forecast/compared-stack";
import { readStack, type SynthesizedStack } from "../../forecast/read-stack";
import type { ModelSpec } from "../../models/format/spec";
import { synthesize } from "../constructs/synthesize";
import { load } from "../format/directory";

/** The stack of a model as Terraform gets it. */
export const jsonOf = (spec: ModelSpec): SynthesizedStack => JSON.parse(synthesize(spec).text) as SynthesizedStack;

/** The settings of the stack on which the designs are compared. */
export function settingsCompared() {
  const { models } = load({ "models/Compared.yaml": comparedModel });
  if (models[0]?.kind !== "queue") throw new Error("The compared model is not valid.");
  return readStack(jsonOf(models[0]));
}
