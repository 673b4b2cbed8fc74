import { join } from "node:path";
import { loadModels } from "../models/format/load";
import { synthesize } from "./constructs/synthesize";

const { project, models } = loadModels(join(__dirname, ".."));

// A change of a shipped model's stack shows up in a pull request as a change of its snapshot, which reads like a plan.
test.each(models.map((spec) => [spec.stackName, spec] as const))("%s", (_, spec) => {
  const { terraform, provider, data, resource, output } = synthesize(spec, project);
  // The provider's version is pinned by a test of its own, and would touch every snapshot.
  const { backend, required_version } = terraform;
  expect({
    terraform: { backend: backend as unknown, required_version: required_version as unknown },
    provider,
    data,
    resource,
    output,
  }).toMatchSnapshot();
});
