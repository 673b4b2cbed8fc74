import type { Readable } from "./document";
import { MODEL_KEYS } from "./keys";
import { readRecord } from "./kinds/record";
import { modelErrors, type ModelReading } from "./model-rules";
import { modelWarnings } from "./model-warnings";
import { defaultRepositoryName } from "./repository";
import type { ModelSpec } from "./spec";
import { toSpec } from "./to-spec";

/** A model file that is YAML: what the rules about all models need, and its spec where nothing is wrong. */
export interface ReadModel {
  readonly file: string;
  readonly stackName?: string;
  readonly region?: string;
  readonly ownVpc: boolean;
  /** Name of the ECR repository that the stack makes. */
  readonly repository?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly spec?: ModelSpec;
  /** Reports at the value of a key. */
  readonly report: (key: keyof typeof MODEL_KEYS, message: string, severity?: "error" | "warning") => void;
}

function repositoryOf({ Repository, StackName }: ModelReading["values"]): string | undefined {
  if (!Repository || StackName === undefined) return undefined;
  return Repository.Name ?? defaultRepositoryName(StackName);
}

/** Reads a model and reports all that is wrong or noteworthy in its own file. */
export function readModel(file: string, { root, report }: Readable, projectRegion: string | undefined): ReadModel {
  const reading = readRecord(root, MODEL_KEYS);
  const { values, places, complete } = reading;
  const stackName = values.StackName;
  const region = values.Region ?? (places.has("Region") ? undefined : projectRegion);
  const offsetOf = (key: string) => (places.get(key) ?? root).offset;

  const errors = modelErrors(reading);
  for (const { key, message, offset = offsetOf(key) } of errors) report(offset, `${key}: ${message}`);
  for (const { key, message, offset = offsetOf(key) } of modelWarnings(reading))
    report(offset, `${key}: ${message}`, "warning", stackName);

  const sound = complete && errors.length === 0 && region !== undefined;
  return {
    file,
    stackName,
    region,
    ownVpc: !places.has("Network") || values.Network?.kind === "own",
    repository: repositoryOf(values),
    tags: values.Tags ?? {},
    ...(sound && { spec: toSpec(file, complete, region) }),
    report: (key, message, severity) => report(offsetOf(key), `${key}: ${message}`, severity, stackName),
  };
}
