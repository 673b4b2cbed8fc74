import { loadModels } from "../models/format/load";
import { didYouMean, formatProblem, type Problem } from "../models/format/problems";
import { readProject } from "../models/format/project";
import type { AnyModelSpec, ModelSpec, ProjectSpec } from "../models/format/spec";
import { ofServedModel, type QueueCommand } from "./served";
import { UserError } from "./user-error";

/** What cdktf.json of the working directory says. */
export function projectHere(): ProjectSpec {
  const problems: Problem[] = [];
  const project = readProject(process.cwd(), problems);
  if (!project) throw asUserError(problems);
  return project;
}

/** All models of the working directory, none of them with an error. */
export function modelsHere(): { readonly project: ProjectSpec; readonly models: readonly AnyModelSpec[] } {
  const { project, models, problems } = loadModels(process.cwd());
  const errors = problems.filter(({ severity }) => severity === "error");
  if (!project || errors.length > 0) throw asUserError(errors);
  return { project, models };
}

/** The model that the user named by its StackName, in any case of its letters. */
export function modelNamed(name: string, models: readonly AnyModelSpec[]): AnyModelSpec {
  const names = models.map(({ stackName }) => stackName);
  const model = models.find(({ stackName }) => stackName.toLowerCase() === name.toLowerCase());
  if (model) return model;
  const pipeline = loadModels(process.cwd()).pipelines.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (pipeline) {
    const steps = pipeline.steps.map((step) => step.model).join(", ");
    throw new UserError(`${pipeline.name} is a pipeline, of the models ${steps}; this command is for one model
Of a pipeline itself there are ./model plan ${pipeline.name}, npx cdktf deploy ${pipeline.name} and npx cdktf destroy ${pipeline.name}: docs/pipelines.md`);
  }
  const meant = didYouMean(name, names) || `; there are: ${names.join(", ")}`;
  throw new UserError(`there is no model with the StackName ${name}${meant}`);
}

/**
 * The same, for a command about a queue and the fleet that works it off.
 * @throws UserError for a served model, with what serves instead of the command
 */
export function queueModelNamed(name: string, models: readonly AnyModelSpec[], command: QueueCommand): ModelSpec {
  const model = modelNamed(name, models);
  if (model.kind === "queue") return model;
  throw new UserError(ofServedModel(command, model));
}

function asUserError(problems: readonly Problem[]): UserError {
  return new UserError(`fix this first:\n${problems.map((problem) => `  ${formatProblem(problem)}`).join("\n")}`);
}
