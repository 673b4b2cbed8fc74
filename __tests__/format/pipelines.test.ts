import Ajv from "ajv";
import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { pipelineSchema } from "../../models/format/json-schema";
import { stepsBefore } from "../../models/format/pipeline-rules";
import { formatProblem } from "../../models/format/problems";
import { anyPipeline } from "../constructs/any-pipeline";
import { load, model } from "./directory";
import { runs } from "../runs";

const models = (...names: string[]) =>
  Object.fromEntries(
    names.map((name) => [`models/${name}.yaml`, model({ StackName: name, Network: "{ VpcName: default }" })]),
  );
const shipped = models("Benthic", "Species", "Depth", "Report", "video");
const printed = (files: Record<string, string>) => load(files).problems.map(formatProblem);

describe("bad pipelines, beside the models Benthic, Species, Depth and Report", () => {
  const folder = join(__dirname, "bad-pipelines");
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length));

  test.each(names)("%s: the exact message", (name) => {
    const text = readFileSync(join(folder, `${name}.yaml`), "utf8");
    const { pipelines, problems } = load({ ...shipped, [`models/${name}.yaml`]: text });
    expect(problems.map((problem) => `${formatProblem(problem)}\n`).join("")).toBe(
      readFileSync(join(folder, `${name}.txt`), "utf8"),
    );
    expect(problems.filter(({ severity }) => severity === "error")).not.toEqual([]);
    expect(pipelines.map(({ file }) => file)).toEqual(brokenByOthers.includes(name) ? [`models/${name}.yaml`] : []);
  });
  /** What is wrong with these is not in their own file alone. */
  const brokenByOthers = ["step-in-another-region", "name-of-a-model"];

  test("every message belongs to a file", () => {
    expect(readdirSync(folder).filter((file) => file.endsWith(".txt"))).toEqual(names.map((name) => `${name}.txt`));
  });

  // What it cannot say: which models there are, who waits for whom, and how a name is folded.
  const beyond = /^(unknown-step|step-twice|cycle-|after-no-step|first-comes|name-of-a|step-in-another|one-step)/;
  const validate = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(pipelineSchema());
  test.each(names)("the schema refuses %s, or cannot say why not", (name) => {
    const value = parse(readFileSync(join(folder, `${name}.yaml`), "utf8")) as unknown;
    expect(validate(value)).toBe(beyond.test(name));
  });
});

describe("what steps wait for", () => {
  const steps = (yaml: string) => {
    const { pipelines, problems } = load({ ...shipped, "models/Dives.yaml": `Pipeline: Dives\nSteps:\n${yaml}` });
    expect(problems.filter(({ severity }) => severity === "error").map(formatProblem)).toEqual([]);
    return pipelines[0]?.steps;
  };
  test("without a word, each for the one before it", () =>
    expect(steps("  - Benthic\n  - Species\n  - Depth\n")).toEqual([
      { model: "Benthic", after: [] },
      { model: "Species", after: ["Benthic"] },
      { model: "Depth", after: ["Species"] },
    ]));
  test("branches that meet again", () =>
    expect(
      steps(
        "  - Benthic\n  - Species\n  - { Model: Depth, After: Benthic }\n  - Model: Report\n    After: [Species, Depth]\n",
      ),
    ).toEqual([
      { model: "Benthic", after: [] },
      { model: "Species", after: ["Benthic"] },
      { model: "Depth", after: ["Benthic"] },
      { model: "Report", after: ["Species", "Depth"] },
    ]));
  test("one that stands further down in the list", () =>
    expect(steps("  - Benthic\n  - { Model: Species, After: Depth }\n  - { Model: Depth, After: Benthic }\n")).toEqual([
      { model: "Benthic", after: [] },
      { model: "Species", after: ["Depth"] },
      { model: "Depth", after: ["Benthic"] },
    ]));
});

test("any pipeline, written down, is read as it was", () => {
  fc.assert(
    fc.property(anyPipeline, ({ name, steps }) => {
      const written = steps.map(({ model, after }) => (after.length === 0 ? model : { Model: model, After: after }));
      const files = models(...steps.map(({ model }) => model));
      const { pipelines, problems } = load({
        ...files,
        "models/0.yaml": stringify({ Pipeline: name, Steps: written }),
      });
      // Names that contain each other are warned of.
      expect(problems.filter(({ severity }) => severity === "error").map(formatProblem)).toEqual([]);
      expect(pipelines).toMatchObject([{ name, steps }]);
    }),
    runs(40),
  );
});

test("of any order in which steps wait for each other, either it is a circle and an error, or each can start", () => {
  const order = fc.array(fc.array(fc.nat(4), { minLength: 1, maxLength: 2 }), { minLength: 4, maxLength: 4 });
  let circles = 0;
  fc.assert(
    fc.property(order, (afters) => {
      const names = ["Benthic", "Species", "Depth", "Report", "Extra"];
      const Steps = names.map((name, index) =>
        index === 0 ? name : { Model: name, After: [...new Set(afters[index - 1])].map((one) => names[one]) },
      );
      const { pipelines, problems } = load({
        ...models(...names),
        "models/P.yaml": stringify({ Pipeline: "P", Steps }),
      });
      const errors = problems.filter(({ severity }) => severity === "error");
      const [pipeline] = pipelines;
      expect(errors.length > 0).toBe(pipeline === undefined);
      circles += errors.length > 0 ? 1 : 0;
      for (const { message, file } of errors) {
        expect(file).toBe("models/P.yaml");
        expect(message).toMatch(/ waits for .*: none of them would ever start/);
      }
      for (const { model: name } of pipeline?.steps ?? [])
        expect(stepsBefore(pipeline?.steps ?? [], name).includes("Benthic")).toBe(name !== "Benthic");
    }),
    runs(150),
  );
  expect(circles).toBeGreaterThan(20);
});

describe("models and pipelines together", () => {
  const dives = { "models/Dives.yaml": "Pipeline: Dives\nSteps: [Benthic, Species]\n" };

  test("a model knows its pipeline and what comes before it; others do not", () => {
    const found = load({ ...shipped, ...dives }).models.map(
      ({ stackName, pipeline }) => [stackName, pipeline] as const,
    );
    expect(Object.fromEntries(found)).toEqual({
      Benthic: { name: "Dives", before: [] },
      Species: { name: "Dives", before: ["Benthic"] },
      Depth: undefined,
      Report: undefined,
      video: undefined,
    });
  });

  test("a pipeline of which a model has an error is not made", () => {
    const { pipelines, problems } = load({
      ...shipped,
      ...dives,
      "models/Species.yaml": model({ FleetSize: "0", StackName: "Species" }),
    });
    expect(pipelines).toEqual([]);
    expect(problems.map(({ file }) => file)).toEqual(["models/Species.yaml"]);
  });

  test("a model is a step of one pipeline", () =>
    expect(
      printed({ ...shipped, ...dives, "models/Other.yaml": "Pipeline: Other\nSteps: [Depth, Species]\n" }),
    ).toEqual([
      expect.stringMatching(
        /^models\/Other\.yaml:2:16 {2}Steps: Species is a step of models\/Dives\.yaml, too; a worker reports to one pipeline, so give this one a model of its own/,
      ),
    ]));

  test("two pipelines of one name", () =>
    expect(printed({ ...shipped, ...dives, "models/Other.yaml": "Pipeline: dives\nSteps: [Depth, Report]\n" })).toEqual(
      ["models/Other.yaml:1:11  Pipeline: dives is the name in models/Dives.yaml, too; rename one"],
    ));

  test("the name of the stack that gives GitHub access", () => {
    const files = { ...shipped, "models/G.yaml": "Pipeline: GithubAccess\nSteps: [Benthic, Species]\n" };
    expect(printed(files)).toEqual([]);
    expect(
      printed({ ...files, "cdktf.json": '{ "context": { "region": "us-west-2", "repository": "lab/models" } }' }),
    ).toEqual([
      "models/G.yaml:1:11  Pipeline: GithubAccess is the name of the stack that gives GitHub access; rename this pipeline",
    ]);
  });

  test("more than two pipes at one stream are worth a word", () =>
    expect(
      load({ ...shipped, "models/Dives.yaml": "Pipeline: Dives\nSteps: [Benthic, Species, Depth]\n" }).problems,
    ).toEqual([
      {
        file: "models/Dives.yaml",
        line: 2,
        column: 8,
        severity: "warning",
        stackName: "Dives",
        message:
          "Steps: 3 pipes read one stream, which DynamoDB promises to 2: it may let them wait for seconds; nothing is lost",
      },
    ]));
});

describe("the page on pipelines", () => {
  const page = readFileSync(join(__dirname, "../../docs/pipelines.md"), "utf8");

  test.each([...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, text = ""]) => text))(
    "an example is read without an error: %s",
    (text) => {
      const { pipelines, problems } = load({ ...shipped, "models/Dives.yaml": text });
      expect(problems.filter(({ severity }) => severity === "error").map(formatProblem)).toEqual([]);
      expect(pipelines).toHaveLength(1);
    },
  );

  test("the messages that it shows are those that people get", () => {
    const folder = join(__dirname, "bad-pipelines");
    const known = new Set(
      readdirSync(folder)
        .filter((file) => file.endsWith(".txt"))
        .flatMap((file) => readFileSync(join(folder, file), "utf8").split("\n"))
        .map((line) => line.replace(/^\S+ {2}/, "")),
    );
    const shown = [...page.matchAll(/^models\/Dives\.yaml:\d+:\d+ {2}(.*)$/gm)].map(([, message = ""]) => message);
    expect(shown).toHaveLength(3);
    expect(shown.filter((message) => !known.has(message))).toEqual([]);
  });
});
