import type { Readable } from "./document";
import { MODEL_KEYS } from "./keys";
import { readRecord } from "./kinds/record";
import { modelErrors, modelWarnings } from "./model-rules";
import type { ModelSpec } from "./spec";
import { toSpec } from "./to-spec";

/** A model file that is YAML: its spec where nothing is wrong, and its name wherever that could be read. */
export interface ReadModel {
  readonly file: string;
  readonly stackName?: string;
  readonly spec?: ModelSpec;
  /** Reports at the StackName. */
  readonly reportName: (message: string, severity?: "error" | "warning") => void;
}

/** Reads a model and reports all that is wrong or noteworthy in its own file. */
export function readModel(file: string, { root, report }: Readable, defaultRegion: string | undefined): ReadModel {
  const reading = readRecord(root, MODEL_KEYS);
  const stackName = reading.values.StackName;
  const offsetOf = (key: string) => (reading.places.get(key) ?? root).offset;

  const errors = modelErrors(reading);
  for (const { offset, key, message } of errors) report(offset ?? offsetOf(key), `${key}: ${message}`);
  for (const { key, message } of modelWarnings(reading))
    report(offsetOf(key), `${key}: ${message}`, "warning", stackName);

  const sound = reading.complete && errors.length === 0;
  const region = reading.values.Region ?? defaultRegion;
  return {
    file,
    stackName,
    reportName: (message, severity) => report(offsetOf("StackName"), `StackName: ${message}`, severity, stackName),
    ...(sound && region !== undefined && { spec: toSpec(file, reading.complete, region) }),
  };
}
