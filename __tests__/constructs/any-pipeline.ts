import fc from "fast-check";
import type { PipelineSpec } from "../../models/format/spec";

const name = fc.stringMatching(/^[B-Zb-z][A-Za-z0-9]{0,27}$/);

/** Any pipeline that the YAML's rules let through: chains, branches and joins of two. */
export const anyPipeline: fc.Arbitrary<PipelineSpec> = fc
  .record({
    names: fc.uniqueArray(name, { minLength: 3, maxLength: 8, selector: (text) => text.toLowerCase() }),
    picks: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { minLength: 7, maxLength: 7 }),
    notifyEmail: fc.option(fc.constant("lab@example.org"), { nil: undefined }),
    region: fc.constantFrom("us-west-2", "eu-central-1"),
  })
  .map(({ names: [pipeline = "", ...models], picks, notifyEmail, region }) => ({
    file: "models/Pipeline.yaml",
    name: pipeline,
    region,
    steps: models.map((model, index) => {
      const [a = 0, b = 0, two = false] = picks[index] ?? [];
      const before = models.slice(0, index);
      const after = index === 0 ? [] : [before[a % index] ?? "", ...(two ? [before[b % index] ?? ""] : [])];
      return { model, after: [...new Set(after)] };
    }),
    ...(notifyEmail && { notifyEmail }),
    tags: {},
  }));

export const samplePipeline: PipelineSpec = {
  file: "models/Dives.yaml",
  name: "Dives",
  region: "us-west-2",
  steps: [
    { model: "Finder", after: [] },
    { model: "Namer", after: ["Finder"] },
    { model: "Depth", after: ["Finder"] },
    { model: "Report", after: ["Namer", "Depth"] },
  ],
  tags: {},
};
