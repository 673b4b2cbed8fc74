import { didYouMean } from "./problems";
import type { ReadModel } from "./read-model";
import type { ReadPipeline } from "./read-pipeline";
import type { ProjectSpec } from "./spec";
import { MAX_TAGS } from "./tags";

/** "Change data capture for DynamoDB Streams": more readers of a stream than these may be throttled. */
const READERS_OF_A_STREAM = 2;

/** Rules about pipelines and the models that they name. */
export function reportAcrossPipelines(
  pipelines: readonly ReadPipeline[],
  models: readonly ReadModel[],
  project: ProjectSpec | undefined,
): void {
  reportTakenNames(pipelines, models);
  if (project?.repository !== undefined)
    for (const { name, report } of pipelines.filter((one) => one.name?.toLowerCase() === "githubaccess"))
      report("Pipeline", `${name} is the name of the stack that gives GitHub access; rename this pipeline`);
  const owner = new Map<string, ReadPipeline>();
  for (const pipeline of pipelines) {
    reportSteps(pipeline, models);
    for (const { model, at } of pipeline.steps) {
      const other = owner.get(model);
      if (other && other !== pipeline)
        at.error(
          `${model} is a step of ${other.file}, too; a worker reports to one pipeline, so give this one a model of its own`,
        );
      else owner.set(model, pipeline);
    }
    const tags = Object.keys({ ...project?.tags, ...pipeline.spec?.tags }).length;
    if (tags > MAX_TAGS) pipeline.report("Tags", `${tags} tags with those of cdktf.json; ${MAX_TAGS} are allowed`);
    if ((pipeline.spec?.steps.length ?? 0) > READERS_OF_A_STREAM)
      pipeline.report(
        "Steps",
        `${pipeline.steps.length} pipes read one stream, which DynamoDB promises to ${READERS_OF_A_STREAM}: it may let them wait for seconds; nothing is lost`,
        "warning",
      );
  }
}

/** Names of stacks, of a state's object and of parameters are made of both. */
function reportTakenNames(pipelines: readonly ReadPipeline[], models: readonly ReadModel[]): void {
  const first = new Map(
    models.flatMap(({ stackName, file }) => (stackName === undefined ? [] : [[stackName.toLowerCase(), file]])),
  );
  for (const { name, file, report } of pipelines) {
    if (name === undefined) continue;
    const twin = first.get(name.toLowerCase());
    if (twin === undefined) first.set(name.toLowerCase(), file);
    else report("Pipeline", `${name} is the name in ${twin}, too; rename one`);
  }
}

function reportSteps({ steps, region }: ReadPipeline, models: readonly ReadModel[]): void {
  const byName = new Map(models.flatMap((model) => (model.stackName === undefined ? [] : [[model.stackName, model]])));
  for (const { model: name, at } of steps) {
    const model = byName.get(name);
    if (!model) at.error(`${name} is not the StackName of a model${didYouMean(name, byName.keys())}`);
    else if (model.served)
      at.error(
        `${name} (${model.file}) is served over HTTP and has no queue that a pipe could fill; name a model without Serve`,
      );
    else if (model.region !== undefined && region !== undefined && model.region !== region)
      at.error(
        `${name} (${model.file}) is in ${model.region}, the pipeline in ${region}; a pipe does not leave its region`,
      );
  }
}
