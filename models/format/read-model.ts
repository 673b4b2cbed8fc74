import type { Readable } from "./document";
import { isServed, strayKeys } from "./is-served";
import { ELSEWHERE, type MODEL_KEYS, QUEUE_KEYS, SERVED_KEYS } from "./keys";
import type { At } from "./kinds/kind";
import { readRecord } from "./kinds/record";
import { modelErrors, type Finding } from "./model-rules";
import { modelWarnings } from "./model-warnings";
import { defaultRepositoryName } from "./repository";
import { servedErrors, servedWarnings } from "./served-rules";
import { toServedSpec } from "./served-spec";
import type { AnyModelSpec, NetworkSpec } from "./spec";
import { toSpec } from "./to-spec";

/** A model file that is YAML: what the rules about all models need, and its spec where nothing is wrong. */
export interface ReadModel {
  readonly file: string;
  readonly stackName?: string;
  readonly region?: string;
  /** True: it answers over HTTP and has no queue. */
  readonly served: boolean;
  readonly ownVpc: boolean;
  /** True: its stack makes a capacity provider; a model that is served on Fargate has no instances of its own. */
  readonly hasFleet: boolean;
  /** Name of the ECR repository that the stack makes. */
  readonly repository?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly spec?: AnyModelSpec;
  /** Reports at the value of a key. */
  readonly report: (key: keyof typeof MODEL_KEYS, message: string, severity?: "error" | "warning") => void;
}

/** What a model of one kind says: its spec where its keys hold what they may, and what is wrong or noteworthy beyond that. */
interface Read {
  readonly values: {
    readonly StackName?: string;
    readonly Region?: string;
    readonly Repository?: { readonly Name?: string };
    readonly Network?: NetworkSpec;
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly hasFleet: boolean;
  readonly places: ReadonlyMap<string, At>;
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly spec: (region: string) => AnyModelSpec | undefined;
}

function repositoryOf({ Repository, StackName }: Read["values"]): string | undefined {
  if (!Repository || StackName === undefined) return undefined;
  return Repository.Name ?? defaultRepositoryName(StackName);
}

/** Reads a model and reports all that is wrong or noteworthy in its own file. */
export function readModel(file: string, { root, report }: Readable, projectRegion: string | undefined): ReadModel {
  const regionOf = (written: string | undefined, isWritten: boolean) =>
    written ?? (isWritten ? undefined : projectRegion);
  const served = isServed(root);
  const { values, hasFleet, places, errors, warnings, spec } = served
    ? readServed(file, root, regionOf)
    : readQueueModel(file, root);
  const stackName = values.StackName;
  const region = regionOf(values.Region, places.has("Region"));
  const offsetOf = (key: string) => (places.get(key) ?? root).offset;

  for (const { key, message, offset = offsetOf(key) } of errors) report(offset, `${key}: ${message}`);
  for (const { key, message, offset = offsetOf(key) } of warnings)
    report(offset, `${key}: ${message}`, "warning", stackName);

  const sound = errors.length === 0 && region !== undefined ? spec(region) : undefined;
  return {
    file,
    stackName,
    region,
    served,
    ownVpc: !places.has("Network") || values.Network?.kind === "own",
    hasFleet,
    repository: repositoryOf(values),
    tags: values.Tags ?? {},
    ...(sound && { spec: sound }),
    report: (key, message, severity) => report(offsetOf(key), `${key}: ${message}`, severity, stackName),
  };
}

function readQueueModel(file: string, root: At): Read {
  const reading = readRecord(root, QUEUE_KEYS, strayKeys(root));
  return {
    ...reading,
    hasFleet: true,
    errors: modelErrors(reading),
    warnings: modelWarnings(reading),
    spec: (region) => reading.complete && toSpec(file, reading.complete, region),
  };
}

function readServed(
  file: string,
  root: At,
  regionOf: (written: string | undefined, isWritten: boolean) => string | undefined,
): Read {
  const reading = readRecord(root, SERVED_KEYS, ELSEWHERE);
  const region = regionOf(reading.values.Region, reading.places.has("Region"));
  const { Serve } = reading.values;
  return {
    ...reading,
    hasFleet: Serve !== undefined && !Serve.fargate,
    errors: servedErrors(reading, region),
    warnings: servedWarnings(reading),
    spec: (region) => reading.complete && toServedSpec(file, reading.complete, region),
  };
}
