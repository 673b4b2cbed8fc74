import { FLEET_ONLY, MODEL_KEYS, QUEUE_KEYS, QUEUE_ONLY, SERVED_KEYS } from "./keys";
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
  const { required: ofQueue } = recordSchema(QUEUE_KEYS);
  const { required: ofServed } = recordSchema(SERVED_KEYS);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Model",
    description:
      "One model: an elastic fleet of GPU instances that processes the videos of its queue, or with Serve a service that answers over HTTP.",
    ...recordSchema(MODEL_KEYS),
    required: [],
    not: { required: ["BlockDeviceVolumeGB", "BlockDeviceVolumeGBRoot"] },
    dependencies: { MonthlyBudgetUsd: ["NotifyEmail"] },
    if: { required: ["Serve"] },
    then: {
      required: ofServed,
      properties: none(QUEUE_ONLY),
      if: { properties: { Serve: { type: "object", properties: { Gpu: { const: true } }, required: ["Gpu"] } } },
      else: { properties: none([...FLEET_ONLY, "BlockDeviceVolumeGB"]) },
    },
    else: { required: ofQueue, anyOf: [{ required: ["track_config"] }, { required: ["Command"] }] },
    allOf: [
      {
        // A tag alone is one of the stack's own repository.
        if: {
          type: "object",
          properties: { ContainerImage: { type: "string", pattern: "^:" } },
          required: ["ContainerImage"],
        },
        then: { required: ["Repository"] },
      },
    ],
  };
}

function none(names: readonly string[]): JsonSchema {
  return Object.fromEntries(names.map((name) => [name, false]));
}
