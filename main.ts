import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Annotations, App } from "cdktf";
import { GithubAccess } from "./constructs/github-access";
import { ModelStack } from "./constructs/model-stack";
import { PipelineStack } from "./constructs/pipeline-stack";
import { loadModels } from "./models/format/load";
import { formatProblem, placed } from "./models/format/problems";
import { packageReconciler } from "./reconciler/zip";

// The whole program: models/*.yaml and cdktf.json of the working directory become one Terraform stack a model. It is a
// function of these files alone; nobody's AWS profile or region has a say.
const { project, models, pipelines, problems } = loadModels(process.cwd());

if (!project || problems.some(({ severity }) => severity === "error")) {
  console.error(problems.map(formatProblem).join("\n"));
  process.exit(1);
}

// A stack trace for every construct would take a quarter of the time and is never shown.
Error.captureStackTrace = () => {};

const app = new App({ stackTraces: false });
const { zip, sha256 } = packageReconciler(join(__dirname, "reconciler"));
const reconciler = { path: resolve(app.outdir, "reconciler.zip"), sha256 };
writeFileSync(reconciler.path, zip);
const stacks = [
  ...models.map((spec) => new ModelStack(app, { spec, project, reconciler })),
  ...pipelines.map((spec) => new PipelineStack(app, { spec, project })),
];
for (const stack of stacks) {
  for (const problem of problems.filter(({ stackName }) => stackName === stack.node.id)) {
    Annotations.of(stack).addWarning(placed(problem));
  }
}
const [first] = stacks;
if (first && !project.stateBucket) {
  Annotations.of(first).addWarning(
    "cdktf.json names no stateBucket: Terraform's state stays in .state/ on this machine. To share it: ./model state create",
  );
}
if (project.repository) {
  const locations = models.flatMap((spec) =>
    spec.kind === "queue" ? [spec.modelLocation, spec.trackConfig] : [spec.modelLocation],
  );
  const readable = [...new Set(locations.flatMap((location) => location?.bucket ?? []))];
  new GithubAccess(app, { project, repository: project.repository, readable: readable.sort() });
}
app.synth();
