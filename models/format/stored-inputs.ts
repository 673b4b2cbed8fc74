import type { AnyModelSpec, S3Location } from "./spec";

/** What a model's YAML names in S3. */
export function storedInputs(spec: AnyModelSpec): readonly S3Location[] {
  const all = [spec.modelLocation, spec.kind === "queue" ? spec.trackConfig : undefined];
  return all.filter((location) => location !== undefined);
}
