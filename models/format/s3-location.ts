import { mapped, text, type TextRule } from "./kinds/text";
import type { Kind } from "./kinds/kind";
import type { S3Location } from "./spec";

/** Buckets: "General purpose bucket naming rules". In a policy `*`, `?` and `$` of a key would mean more than themselves. */
const RULES: readonly TextRule[] = [
  { fits: /^s3:\/\//u, otherwise: "does not start with s3://" },
  { fits: /^s3:\/\/[^/]*\//u, otherwise: "has no / after the bucket; write s3://bucket/ for all of a bucket" },
  {
    fits: /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\//u,
    otherwise: "has no bucket's name between s3:// and /: 3 to 63 lower-case letters, digits, . and -",
  },
  { fits: /^[^*?$]*$/u, otherwise: "may not hold *, ? or $" },
];

const MAX = "s3://".length + 63 + "/".length + 1024;

/** An object, or everything below a prefix that ends in `/`, or all of a bucket. */
export const s3Location = location("`s3://bucket/key`, or a prefix `s3://bucket/prefix/`", RULES);

/** One object. */
export const s3Object = location("`s3://bucket/key`", [
  ...RULES,
  { fits: /[^/]$/u, otherwise: "is not one object: it ends in /" },
]);

/** A location as the YAML writes it. */
export function s3Url({ bucket, key }: S3Location): string {
  return `s3://${bucket}/${key}`;
}

function location(words: string, rules: readonly TextRule[]): Kind<S3Location> {
  return mapped(text({ words, max: MAX, rules }), (url) => {
    const [bucket = "", ...key] = url.slice("s3://".length).split("/");
    return { bucket, key: key.join("/") };
  });
}
