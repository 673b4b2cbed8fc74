import type { StepSpec } from "../../models/format/spec";

/** An event pattern of EventBridge: a value is an object of the same kind, or the list of what a leaf may match. */
export interface EventPattern {
  readonly [name: string]: EventPattern | readonly (string | object)[];
}

const exists = [{ exists: true }];
const missing = [{ exists: false }];

/** The state that a step has in an image of the item: `{"M": {"state": {"S": …}}}` of the step's own attribute. */
const state = (match: readonly (string | object)[]): EventPattern => ({ M: { state: { S: match } } });

/**
 * Which records of the table's stream start a step: those with which the last step before it becomes done, while it has
 * no state itself. A record passes if it fits one of the patterns, and then once ("Event filtering in Amazon EventBridge
 * Pipes"). The image before the change tells a step that becomes done from one that has long been done: without it, every
 * later change of the item would start the next step again.
 *
 * An item without the fields that a worker reports by (docs/clients.md) starts nothing: a message without them would.
 */
export function startsOf({ model, after }: StepSpec): readonly EventPattern[] {
  const fields = { user_name: { S: exists }, metadata_b64: { S: exists } };
  if (after.length === 0) {
    return [{ eventName: ["INSERT"], dynamodb: { NewImage: { ...fields, [model]: state(missing) } } }];
  }
  const done = Object.fromEntries(after.map((step) => [step, state(["done"])]));
  const NewImage = { ...fields, ...done, [model]: state(missing) };
  // A leaf that is not there is matched by `exists: false` alone, and one that is there by `anything-but` alone.
  return after.flatMap((step) =>
    [missing, [{ "anything-but": ["done"] }]].map((before) => ({
      eventName: ["INSERT", "MODIFY"],
      dynamodb: { NewImage, OldImage: { [step]: state(before) } },
    })),
  );
}

/** The message for the step's queue, as the client sends it, and where the video is when it is not in the step's own bucket. */
export function messageOf(videoBucket: string | undefined): string {
  // Text is put between quotes, and escaped, by EventBridge ("Amazon EventBridge Pipes input transformation").
  const of = (attribute: string) => `<$.dynamodb.NewImage.${attribute}.S>`;
  return JSON.stringify({
    video: of("video"),
    ...(videoBucket !== undefined && { bucket: videoBucket }),
    // The next step needs it, too.
    clean: "False",
    user_name: of("user_name"),
    job_name: of("job_name"),
    metadata_b64: of("metadata_b64"),
  });
}
