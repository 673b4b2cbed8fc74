import { isDenied, type AwsFailure } from "../aws-failure";

/** What was seen of a stack's parts, each by its name. */
export interface Seen<Parts extends object> {
  /** Without those that do not exist or may not be looked at. */
  readonly parts: { readonly [Name in keyof Parts]?: Exclude<Parts[Name], undefined> };
  /** Names of those that do not exist. */
  readonly missing: readonly (keyof Parts)[];
  /** IAM actions that the credentials lack. */
  readonly unseen: readonly string[];
}

/**
 * Waits for all looks at once. A look that answers undefined has found nothing there; one that is refused is no failure.
 * @throws errors of the AWS SDK, except missing permissions
 */
export async function lookTogether<Parts extends object>(looks: {
  readonly [Name in keyof Parts]: Promise<Parts[Name]>;
}): Promise<Seen<Parts>> {
  const unseen = new Set<string>();
  const parts: { [Name in keyof Parts]?: Exclude<Parts[Name], undefined> } = {};
  const missing: (keyof Parts)[] = [];
  const look = async (name: keyof Parts) => {
    try {
      const part = await looks[name];
      if (part === undefined) missing.push(name);
      else parts[name] = part as Exclude<Parts[keyof Parts], undefined>;
    } catch (error) {
      if (!isDenied(error)) throw error;
      unseen.add((error as AwsFailure).permission ?? "a permission");
    }
  };
  await Promise.all((Object.keys(looks) as (keyof Parts)[]).map(look));
  return { parts, missing, unseen: [...unseen].sort() };
}
