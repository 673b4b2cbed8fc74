import type { ProjectSpec, StackSpec } from "../models/format/spec";

/** The tag by which everything of this project is known. */
export const ownTag = { key: "ManagedBy", value: "elastic-models" } as const;

/** Tags of everything in a stack: the project's, the model's own, and what tells where a resource comes from. */
export function tagsOf(
  spec: Pick<StackSpec, "stackName" | "comment" | "tags">,
  project: ProjectSpec,
): Record<string, string> {
  const description = spec.comment && asTagValue(spec.comment);
  return {
    ...project.tags,
    ...spec.tags,
    ...(description && { Description: description }),
    Model: spec.stackName,
    [ownTag.key]: ownTag.value,
  };
}

/**
 * The characters that every AWS service allows in a tag's value, at most 256 of them, and not AWS's own prefix ("Tag
 * naming limits and requirements").
 */
function asTagValue(text: string): string {
  const cleaned = text
    .replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]+/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^( ?aws:)+/i, "")
    .trim();
  // Unicode characters: a cut between UTF-16 units could leave half of one.
  return [...cleaned].slice(0, 256).join("").trimEnd();
}
