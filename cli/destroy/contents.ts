import { ListObjectVersionsCommand, S3Client } from "@aws-sdk/client-s3";
import type { Account } from "../account";
import { needing } from "../aws-problem";
import type { StackBucket } from "../deploy/kept-buckets";

/** A bucket that holds data. */
export interface Full extends StackBucket {
  /** Such as `12 objects` or `1000 objects or more`. */
  readonly holds: string;
}

/** Those of the buckets that S3 would not delete, because something is in them. */
export async function fullOnes(
  buckets: readonly StackBucket[],
  region: string,
  account: Account,
): Promise<readonly Full[]> {
  const s3 = new S3Client({ region });
  const found = await Promise.all(
    buckets.map(async (bucket): Promise<Full | undefined> => {
      const holds = await contents(s3, { Bucket: bucket.name, ExpectedBucketOwner: account.id });
      return holds === undefined ? undefined : { ...bucket, holds };
    }),
  );
  return found.filter((bucket) => bucket !== undefined);
}

/** Versions count, too: they are data, and S3 does not delete a bucket that has some. */
async function contents(
  s3: S3Client,
  at: { readonly Bucket: string; readonly ExpectedBucketOwner: string },
): Promise<string | undefined> {
  try {
    const request = new ListObjectVersionsCommand({ ...at, MaxKeys: 1000 });
    const { Versions = [], DeleteMarkers = [], IsTruncated } = await needing("s3:ListBucketVersions", s3.send(request));
    const number = Versions.length + DeleteMarkers.length;
    if (number === 0) return undefined;
    return `${number} object${number === 1 ? "" : "s"}${IsTruncated ? " or more" : ""}`;
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchBucket") return undefined;
    throw error;
  }
}
