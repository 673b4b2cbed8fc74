import { MODEL_KEYS } from "./keys";
import type { JsonSchema } from "./kinds/kind";
import { recordSchema } from "./kinds/record-schema";

/** The JSON Schema (draft 7, which editors know) of a model file, as the text of `models/model.schema.json`. */
export function modelSchemaText(): string {
  return `${JSON.stringify(modelSchema(), null, 2)}\n`;
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
