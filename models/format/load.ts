import { readdirSync } from "node:fs";
import { join } from "node:path";
import { reportAcross } from "./across";
import { reportAcrossPipelines } from "./across-pipelines";
import { parseFile } from "./document";
import type { Problem } from "./problems";
import { readProject } from "./project";
import { readBytes, unreadable } from "./read-bytes";
import { stepsBefore } from "./pipeline-rules";
import { readModel, type ReadModel } from "./read-model";
import { isPipeline, readPipeline, type ReadPipeline } from "./read-pipeline";
import type { AnyModelSpec, PipelineSpec, ProjectSpec } from "./spec";

/** All that a project's directory says, and all that is wrong with it. */
export interface Loaded {
  /** Undefined when `cdktf.json` has an error. */
  readonly project?: ProjectSpec;
  /** The models without an error, sorted by StackName. */
  readonly models: readonly AnyModelSpec[];
  /** The pipelines without an error, sorted by name; none while a model that one names has an error. */
  readonly pipelines: readonly PipelineSpec[];
  /** By file and place. */
  readonly problems: readonly Problem[];
}

/** Reads `<directory>/cdktf.json` and `<directory>/models/*.yaml`; never throws for what a file holds. */
export function loadModels(directory: string): Loaded {
  const problems: Problem[] = [];
  const project = readProject(directory, problems);
  const models: ReadModel[] = [];
  const pipelines: ReadPipeline[] = [];
  for (const file of modelFiles(directory, problems)) {
    const bytes = readBytes(directory, file, problems);
    const readable = bytes && parseFile(file, bytes, problems, "StackName: Megadetector");
    if (!readable) continue;
    if (isPipeline(readable)) pipelines.push(readPipeline(file, readable, project?.region));
    else models.push(readModel(file, readable, project?.region));
  }
  reportAcross(models, project);
  reportAcrossPipelines(pipelines, models, project);
  const sound = pipelines.flatMap(({ spec }) => spec ?? []).sort((a, b) => compare(a.name, b.name));
  return {
    ...(project && { project }),
    models: models
      .flatMap(({ spec }) => spec ?? [])
      .map((spec) => withPipeline(spec, sound))
      .sort((a, b) => compare(a.stackName, b.stackName)),
    pipelines: sound.filter(({ steps }) =>
      steps.every(({ model }) => models.some(({ spec }) => spec?.stackName === model)),
    ),
    problems: problems.sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column),
  };
}

function withPipeline(spec: AnyModelSpec, pipelines: readonly PipelineSpec[]): AnyModelSpec {
  if (spec.kind === "served") return spec;
  const pipeline = pipelines.find(({ steps }) => steps.some(({ model }) => model === spec.stackName));
  if (!pipeline) return spec;
  return { ...spec, pipeline: { name: pipeline.name, before: stepsBefore(pipeline.steps, spec.stackName) } };
}

function modelFiles(directory: string, problems: Problem[]): readonly string[] {
  const none = (message: string) => {
    problems.push({ file: "models", line: 1, column: 1, severity: "error", message });
    return [];
  };
  const folder = join(directory, "models");
  try {
    const names = readdirSync(folder).filter((name) => /^[^.].*\.ya?ml$/i.test(name));
    if (names.length === 0) return none("there is no model here; write one as models/<name>.yaml");
    return names.sort(compare).map((name) => `models/${name}`);
  } catch (error) {
    return none(
      `${unreadable(folder, error)}; models lie in a folder of this name beside cdktf.json, one YAML file each`,
    );
  }
}

/** Not by locale: the same order on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
