import { join } from "node:path";
import { Testing } from "cdktf";
import { PipelineStack } from "../constructs/pipeline-stack";
import { loadModels } from "../models/format/load";
import type { PipelineSpec } from "../models/format/spec";
import { sampleProject } from "./constructs/sample";
import { synthesize, synthesized } from "./constructs/synthesize";

declare const LIBRARY_VERSION: string;

const { project, models, pipelines } = loadModels(join(__dirname, ".."));

// A change of a shipped model's stack shows up in a pull request as a change of its snapshot, which reads like a plan.
const stacks = [
  ...models.map((spec) => [spec.stackName, () => synthesize(spec, project)] as const),
  ...pipelines.map((spec) => [spec.name, () => pipelineStack(spec)] as const),
];
const pipelineStack = (spec: PipelineSpec) =>
  synthesized(() => new PipelineStack(Testing.app(), { spec, project: project ?? sampleProject }));

test.each(stacks)("%s", (_, make) => {
  const { terraform, provider, data, resource, output } = make();
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

// The same file runs a second time with cdktn, the community's successor, in cdktf's place: the snapshots must hold.
test("this run is about the library that it says", () => {
  expect(Testing.app({ stubVersion: false }).node.tryGetContext("cdktfVersion")).toBe(LIBRARY_VERSION);
});
