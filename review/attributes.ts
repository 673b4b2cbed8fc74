import { isList, isObject, type Json, type JsonObject, type ValueChange } from "./plan";
import { lineDiff } from "./line-diff";
import { asLines, asWord, isEmpty, knownLater, marked, plainly, same, sensitive } from "./values";

/** One attribute that changes: both values where they are short, else what differs between them, as lines. */
export type AttributeChange = { readonly attribute: string; readonly forcesReplacement: boolean } & (
  { readonly before: string; readonly after: string } | { readonly diff: readonly string[] }
);

export interface Attributes {
  readonly changes: readonly AttributeChange[];
  /** Names of tags that are added, changed or removed, with `+`, `~` or `-` in front. */
  readonly tags: readonly string[];
}

const tagAttributes = new Set(["tags", "tags_all", "tag", "tag_specifications"]);

/**
 * What changes of one resource. Left out is what nobody wrote: attributes that AWS or the
 * provider computes, unless they force a replacement.
 *
 * @param configured names of the arguments that the configuration gives; undefined when it is not known
 */
export function attributesOf(change: ValueChange, configured: ReadonlySet<string> | undefined): Attributes {
  const before = membersOf(marked(change.before, change.before_sensitive, sensitive));
  const hidden = marked(change.after, change.after_sensitive, sensitive);
  const after = membersOf(marked(hidden, change.after_unknown, knownLater));
  const forcing = new Set((change.replace_paths ?? []).map(([attribute]) => String(attribute)));
  const rawBefore = membersOf(change.before);
  const rawAfter = membersOf(change.after);

  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changes = names.flatMap((attribute): AttributeChange[] => {
    if (tagAttributes.has(attribute)) return [];
    const forcesReplacement = forcing.has(attribute);
    if (configured && !configured.has(attribute) && !forcesReplacement) return [];
    const [old, now] = [before[attribute], after[attribute]];
    if (!same(old, now)) return isEmpty(old) && isEmpty(now) ? [] : shown(attribute, old, now, forcesReplacement);
    // Both look the same because both are hidden.
    if (same(rawBefore[attribute], rawAfter[attribute])) return [];
    return [{ attribute, forcesReplacement, before: sensitive, after: `${sensitive}, another value` }];
  });
  return { changes, tags: tagChanges(before, after) };
}

function membersOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function shown(
  attribute: string,
  old: Json | undefined,
  now: Json | undefined,
  forcesReplacement: boolean,
): AttributeChange[] {
  const [before, after] = [asWord(attribute, old), asWord(attribute, now)];
  if (before !== undefined && after !== undefined) return [{ attribute, forcesReplacement, before, after }];
  // As lines, all that stood there would look as if it went.
  if (isAllLater(now)) return [{ attribute, forcesReplacement, before: before ?? "…", after: knownLater }];
  const diff = lineDiff(asLines(attribute, old), asLines(attribute, now));
  // The same JSON in another order or spacing.
  return diff.length === 0 ? [] : [{ attribute, forcesReplacement, diff }];
}

function isAllLater(value: Json | undefined): boolean {
  if (isList(value)) return value.length > 0 && value.every(isAllLater);
  if (value !== undefined && isObject(value))
    return Object.keys(value).length > 0 && Object.values(value).every(isAllLater);
  return value === knownLater;
}

function tagChanges(before: JsonObject, after: JsonObject): string[] {
  const [old, now] = [tagsOf(before), tagsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
    if (!old.has(name)) return [`+${name}`];
    if (!now.has(name)) return [`-${name}`];
    return old.get(name) === now.get(name) ? [] : [`~${name}`];
  });
}

/** All tags of a resource, wherever its type keeps them: a map, a list of blocks, or one map each launched thing. */
function tagsOf(members: JsonObject): Map<string, string> {
  const tags = new Map<string, string>();
  const addAll = (map: Json | undefined) => {
    if (isObject(map)) for (const [name, value] of Object.entries(map)) tags.set(name, JSON.stringify(value));
  };
  addAll(members.tags);
  addAll(members.tags_all);
  const blocks = (value: Json | undefined) => (isList(value) ? value.filter(isObject) : []);
  for (const { key, ...rest } of blocks(members.tag)) tags.set(plainly(key), JSON.stringify(rest));
  for (const { tags: launched } of blocks(members.tag_specifications)) addAll(launched);
  return tags;
}
