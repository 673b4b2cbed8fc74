/** A tag in the spelling of any AWS service: ECS and ECR use small letters. */
export interface AnyTag {
  readonly Key?: string;
  readonly Value?: string;
  readonly key?: string;
  readonly value?: string;
}

/** Whether a resource bears the tags that every resource of this model's stack has. */
export function isOurs(tags: readonly AnyTag[] | undefined, stackName: string): boolean {
  const valueOf = new Map((tags ?? []).map((tag) => [tag.Key ?? tag.key, tag.Value ?? tag.value]));
  return valueOf.get("Model") === stackName && valueOf.get("ManagedBy") === "elastic-models";
}
