import { isMap, isSeq } from "yaml";
import { email, region, stackName } from "./identifiers";
import type { Keys } from "./kinds/key";
import type { At, Kind } from "./kinds/kind";
import { list } from "./kinds/list";
import { record } from "./kinds/record";
import { text } from "./kinds/text";
import { tags } from "./tags";

/** A step as it is written: a model's StackName, and the steps that it waits for where these are named. */
export interface WrittenStep {
  readonly model: string;
  /** Where the model's name is written, for errors about it. */
  readonly at: At;
  readonly after?: readonly { readonly model: string; readonly at: At }[];
}

const afterNames: Kind<readonly { readonly model: string; readonly at: At }[]> = {
  words: "StackName, or a list of two",
  schema: {
    anyOf: [stackName.schema, { type: "array", items: stackName.schema, minItems: 1, maxItems: 2, uniqueItems: true }],
  },
  read(at) {
    if (!isSeq(at.node)) {
      const model = stackName.read(at);
      return model === undefined ? undefined : [{ model, at }];
    }
    const models = list(stackName, { min: 1, max: 2, unique: true }).read(at);
    const { items } = at.node;
    return models?.map((model, index) => ({ model, at: at.element(items[index]) }));
  },
};

const modelName: Kind<{ readonly model: string; readonly at: At }> = {
  ...stackName,
  read(at) {
    const model = stackName.read(at);
    return model === undefined ? undefined : { model, at };
  },
};

const written = record({
  Model: { kind: modelName, required: true, meaning: "the StackName of the model that works this step" },
  After: { kind: afterNames, meaning: "the step, or the two steps, that must be done before" },
} satisfies Keys);

/** `Benthic`, or `{ Model: Benthic, After: Finder }`. */
const step: Kind<WrittenStep> = {
  words: "StackName of a model, or map of `Model` and `After`",
  schema: { anyOf: [stackName.schema, written.schema] },
  read(at) {
    if (!isMap(at.node)) return modelName.read(at);
    const values = written.read(at);
    return values && { ...values.Model, ...(values.After && { after: values.After }) };
  },
};

/** Roles and pipes are called `<pipeline>-to-<StackName>`, of at most 64 characters ("CreatePipe", "CreateRole"). */
const pipelineName = text({
  words: "letters and digits, a letter first; at most 28",
  max: 28,
  rules: [
    { fits: /^[A-Za-z]/u, otherwise: "does not start with a letter" },
    { fits: /^[A-Za-z0-9]*$/u, otherwise: "may hold letters and digits only" },
  ],
});

/** Every key of a pipeline: the source of its reader, of its JSON Schema and of the reference in docs/pipelines.md. */
export const PIPELINE_KEYS = {
  Comment: {
    kind: text({ words: "text", min: 0, max: 1000, multiline: true }),
    meaning: "free text about the pipeline",
  },
  Pipeline: { kind: pipelineName, required: true, meaning: "the pipeline's and its Terraform stack's name" },
  Region: {
    kind: region,
    defaultWords: "`region` of `cdktf.json`'s context",
    meaning: "the AWS region of the pipeline and of all its steps",
  },
  Steps: {
    kind: list(step, { min: 1, max: 10 }),
    required: true,
    meaning: "the models that work on each video, one after the other",
  },
  NotifyEmail: { kind: email, meaning: "the address that hears of a video that could not be handed on" },
  Tags: { kind: tags, default: {}, meaning: "more tags on everything of the pipeline" },
} satisfies Keys;
