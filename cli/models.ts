import { loadModels } from "../models/format/load";
import { didYouMean, formatProblem, type Problem } from "../models/format/problems";
import { readProject } from "../models/format/project";
import type { ModelSpec, ProjectSpec } from "../models/format/spec";
import { UserError } from "./user-error";

/** What cdktf.json of the working directory says. */
export function projectHere(): ProjectSpec {
  const problems: Problem[] = [];
  const project = readProject(process.cwd(), problems);
  if (!project) throw asUserError(problems);
  return project;
}

/** All models of the working directory, none of them with an error. */
export function modelsHere(): { readonly project: ProjectSpec; readonly models: readonly ModelSpec[] } {
  const { project, models, problems } = loadModels(process.cwd());
  const errors = problems.filter(({ severity }) => severity === "error");
  if (!project || errors.length > 0) throw asUserError(errors);
  return { project, models };
}

/** The model that the user named by its StackName, in any case of its letters. */
export function modelNamed(name: string, models: readonly ModelSpec[]): ModelSpec {
  const names = models.map(({ stackName }) => stackName);
  const model = models.find(({ stackName }) => stackName.toLowerCase() === name.toLowerCase());
  if (model) return model;
  const meant = didYouMean(name, names) || `; there are: ${names.join(", ")}`;
  throw new UserError(`there is no model with the StackName ${name}${meant}`);
}

function asUserError(problems: readonly Problem[]): UserError {
  return new UserError(`fix this first:\n${problems.map((problem) => `  ${formatProblem(problem)}`).join("\n")}`);
}
