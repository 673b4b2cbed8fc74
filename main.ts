import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Annotations, App, type TerraformStack } from "cdktf";
import { fileProblem } from "./cli/file-problem";
import { GithubAccess } from "./constructs/github-access";
import { ModelStack } from "./constructs/model-stack";
import { PipelineStack } from "./constructs/pipeline-stack";
import { loadModels } from "./models/format/load";
import { formatProblem, placed } from "./models/format/problems";
import { storedInputs } from "./models/format/stored-inputs";
import { packageReconciler } from "./reconciler/zip";

// What the file system refuses is its user's to mend; of any other error the trace is needed.
process.once("uncaughtException", (error) => {
  console.error(fileProblem(error)?.message ?? error);
  process.exit(1);
});

// The whole program: models/*.yaml and cdktf.json of the working directory become one Terraform stack a model. It is a
// function of these files alone; nobody's AWS profile or region has a say.
const { project, models, pipelines, problems } = loadModels(process.cwd());

if (!project || problems.some(({ severity }) => severity === "error")) {
  console.error(problems.map(formatProblem).join("\n"));
  process.exit(1);
}

// A stack trace for every construct would take a quarter of the time and is never shown.
Error.captureStackTrace = () => {};

const { manifest, outdir } = new App();
const { zip, sha256 } = packageReconciler(join(__dirname, "reconciler"));
const reconciler = { path: resolve(outdir, "reconciler.zip"), sha256 };
writeFileSync(reconciler.path, zip);

for (const spec of models) synthesize((app) => new ModelStack(app, { spec, project, reconciler }));
for (const spec of pipelines) synthesize((app) => new PipelineStack(app, { spec, project }));
const { repository } = project;
if (repository) {
  const readable = [...new Set(models.flatMap(storedInputs).map(({ bucket }) => bucket))].sort();
  synthesize((app) => new GithubAccess(app, { project, repository, readable }));
}
manifest.writeToFile();

/** Writes a stack from an App of its own, and forgets it: a thousand stacks need hardly more memory than one. */
function synthesize(make: (app: App) => TerraformStack): void {
  const app = new App({ stackTraces: false });
  const stack = make(app);
  for (const problem of problems.filter(({ stackName }) => stackName === stack.node.id)) {
    Annotations.of(stack).addWarning(placed(problem));
  }
  if (Object.keys(manifest.stacks).length === 0 && !project?.stateBucket) {
    Annotations.of(stack).addWarning(
      "cdktf.json names no stateBucket: Terraform's state stays in .state/ on this machine. To share it: ./model state create",
    );
  }
  app.synth();
  Object.assign(manifest.stacks, app.manifest.stacks);
  forgetTokens();
}

/** cdktf keeps every token that it has made, and with them their stacks, in maps of this global. */
function forgetTokens(): void {
  const { __cdktfTokenMap: tokens } = globalThis as unknown as { __cdktfTokenMap: Record<string, unknown> };
  for (const map of Object.values(tokens)) if (map instanceof Map) map.clear();
}
