import { MODEL_KEYS } from "./keys";
import type { JsonSchema } from "./kinds/kind";
import { PIPELINE_KEYS } from "./pipeline-keys";
import { recordSchema } from "./kinds/record-schema";

/** The JSON Schema (draft 7, which editors know) of a model file, as the text of `models/model.schema.json`. */
export function modelSchemaText(): string {
  return `${JSON.stringify(modelSchema(), null, 2)}\n`;
}

/** The same of a pipeline's file, as the text of `models/pipeline.schema.json`. */
export function pipelineSchemaText(): string {
  return `${JSON.stringify(pipelineSchema(), null, 2)}\n`;
}

export function pipelineSchema(): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Pipeline",
    description: "One pipeline: models that work on each video, one after the other.",
    ...recordSchema(PIPELINE_KEYS),
  };
}

export function modelSchema(): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Model",
    description: "One model: one elastic fleet of GPU instances that processes the videos of its queue.",
    ...recordSchema(MODEL_KEYS),
    not: { required: ["BlockDeviceVolumeGB", "BlockDeviceVolumeGBRoot"] },
    dependencies: { MonthlyBudgetUsd: ["NotifyEmail"] },
    anyOf: [{ required: ["track_config"] }, { required: ["Command"] }],
    // A tag alone is one of the stack's own repository.
    if: {
      type: "object",
      properties: { ContainerImage: { type: "string", pattern: "^:" } },
      required: ["ContainerImage"],
    },
    then: { required: ["Repository"] },
  };
}
