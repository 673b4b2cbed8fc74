import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  type LifecycleRule,
  type S3Client,
} from "@aws-sdk/client-s3";
import { onlyTls, type Statement } from "../../constructs/policy";

/** One bucket, of one account: S3 refuses every call when the bucket is another account's. */
export interface StateBucket {
  readonly s3: Pick<S3Client, "send">;
  readonly at: { readonly Bucket: string; readonly ExpectedBucketOwner: string };
  readonly partition: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** One thing that must hold for a bucket of Terraform states. What else the bucket has is left alone. */
export interface Setting {
  readonly name: string;
  readonly reads: string;
  readonly writes: string;
  /** What makes it hold; undefined when it holds already. Reads only. */
  readonly missing: (bucket: StateBucket) => Promise<(() => Promise<unknown>) | undefined>;
}

/** In the order in which they are made: S3 refuses changes of a bucket's access at the same time. */
export const settings: readonly Setting[] = [
  {
    name: "versioning, so that a damaged state can be taken back",
    reads: "s3:GetBucketVersioning",
    writes: "s3:PutBucketVersioning",
    missing: async ({ s3, at }) => {
      const { Status } = await s3.send(new GetBucketVersioningCommand(at));
      const VersioningConfiguration = { Status: "Enabled" as const };
      return Status === "Enabled"
        ? undefined
        : () => s3.send(new PutBucketVersioningCommand({ ...at, VersioningConfiguration }));
    },
  },
  {
    name: "encryption (SSE-S3; a key of your own stays)",
    reads: "s3:GetEncryptionConfiguration",
    writes: "s3:PutEncryptionConfiguration",
    missing: async ({ s3, at }) => {
      const found = await unless(
        "ServerSideEncryptionConfigurationNotFoundError",
        s3.send(new GetBucketEncryptionCommand(at)),
      );
      const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const } }];
      return found?.ServerSideEncryptionConfiguration?.Rules?.length
        ? undefined
        : () => s3.send(new PutBucketEncryptionCommand({ ...at, ServerSideEncryptionConfiguration: { Rules } }));
    },
  },
  {
    name: "all public access blocked",
    reads: "s3:GetBucketPublicAccessBlock",
    writes: "s3:PutBucketPublicAccessBlock",
    missing: async ({ s3, at }) => {
      const found = await unless("NoSuchPublicAccessBlockConfiguration", s3.send(new GetPublicAccessBlockCommand(at)));
      const all = {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      };
      const now: Partial<Record<string, boolean>> = { ...found?.PublicAccessBlockConfiguration };
      return Object.keys(all).every((name) => now[name])
        ? undefined
        : () => s3.send(new PutPublicAccessBlockCommand({ ...at, PublicAccessBlockConfiguration: all }));
    },
  },
  {
    name: "a policy that refuses requests without TLS",
    reads: "s3:GetBucketPolicy",
    writes: "s3:PutBucketPolicy",
    missing: async ({ s3, at, partition }) => {
      const found = await unless("NoSuchBucketPolicy", s3.send(new GetBucketPolicyCommand(at)));
      const arn = `arn:${partition}:s3:::${at.Bucket}`;
      const wanted = onlyTls("s3:*", [arn, `${arn}/*`]);
      const { Version, Statement } = asPolicy(found?.Policy);
      if (Statement.some(({ Sid }) => Sid === wanted.Sid)) return undefined;
      const Policy = JSON.stringify({ Version, Statement: [...Statement, wanted] });
      return () => s3.send(new PutBucketPolicyCommand({ ...at, Policy }));
    },
  },
  {
    name: "earlier states kept for 90 days",
    reads: "s3:GetLifecycleConfiguration",
    writes: "s3:PutLifecycleConfiguration",
    missing: async ({ s3, at }) => {
      const found = await unless(
        "NoSuchLifecycleConfiguration",
        s3.send(new GetBucketLifecycleConfigurationCommand(at)),
      );
      const rules = found?.Rules ?? [];
      if (rules.some(({ ID }) => ID === earlierStates.ID)) return undefined;
      const LifecycleConfiguration = { Rules: [...rules, earlierStates] };
      return () => s3.send(new PutBucketLifecycleConfigurationCommand({ ...at, LifecycleConfiguration }));
    },
  },
  {
    name: "tags",
    reads: "s3:GetBucketTagging",
    writes: "s3:PutBucketTagging",
    missing: async ({ s3, at, tags }) => {
      const found = await unless("NoSuchTagSet", s3.send(new GetBucketTaggingCommand(at)));
      const now = new Map((found?.TagSet ?? []).map(({ Key, Value }) => [Key, Value]));
      if (Object.entries(tags).every(([key, value]) => now.get(key) === value)) return undefined;
      const TagSet = [...new Map([...now, ...Object.entries(tags)])].map(([Key, Value]) => ({ Key, Value }));
      return () => s3.send(new PutBucketTaggingCommand({ ...at, Tagging: { TagSet } }));
    },
  },
];

const earlierStates = {
  ID: "earlier-states",
  Status: "Enabled",
  Filter: { Prefix: "" },
  NoncurrentVersionExpiration: { NoncurrentDays: 90 },
  // Every deploy leaves one behind: Terraform deletes its lock file, and the bucket remembers that.
  Expiration: { ExpiredObjectDeleteMarker: true },
  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
} satisfies LifecycleRule;

function asPolicy(text: string | undefined): { Version: string; Statement: readonly Statement[] } {
  if (text === undefined) return { Version: "2012-10-17", Statement: [] };
  const policy = JSON.parse(text) as { Version?: string; Statement: Statement | readonly Statement[] };
  return { Version: policy.Version ?? "2012-10-17", Statement: [policy.Statement].flat() };
}

/** The answer, or undefined where S3 says with this error that there is nothing of the kind. */
async function unless<Answer>(errorName: string, answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.name === errorName) return undefined;
    throw error;
  }
}
