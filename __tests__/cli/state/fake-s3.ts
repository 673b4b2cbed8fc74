/** What S3 does with buckets, as far as `state create` asks for it; one account, and others' buckets by name. */
export class FakeS3 {
  /** By name: each bucket's configurations, as they were put. */
  readonly buckets = new Map<string, Record<string, unknown>>();
  readonly othersBuckets = new Set<string>();
  readonly sent: string[] = [];
  /** Commands that are refused: all of them, or the first `times`. */
  readonly refused = new Map<string, { name: string; times?: number }>();

  readonly send = (command: { constructor: { name: string }; input: unknown }): Promise<never> => {
    const name = command.constructor.name.replace(/Command$/, "");
    this.sent.push(name);
    return new Promise((resolve) => resolve(this.answer(name, command.input as Input) as never));
  };

  private answer(name: string, input: Input): unknown {
    this.refuse(name);
    const bucket = this.buckets.get(input.Bucket);
    if (name === "CreateBucket") {
      if (this.othersBuckets.has(input.Bucket)) throw s3Error("BucketAlreadyExists", 409);
      if (bucket) throw s3Error("BucketAlreadyOwnedByYou", 409);
      this.buckets.set(input.Bucket, { CreateBucket: input });
      return {};
    }
    if (this.othersBuckets.has(input.Bucket)) {
      if (input.ExpectedBucketOwner !== undefined) throw s3Error("AccessDenied", 403);
      return {};
    }
    if (!bucket) throw s3Error(name === "HeadBucket" ? "NotFound" : "NoSuchBucket", 404);
    if (name === "HeadBucket") return {};
    const [, verb, what = ""] = /^(Get|Put)(.*)$/.exec(name) ?? [];
    if (verb === "Put") return (bucket[what] = input);
    if (bucket[what] === undefined && ABSENT[what] !== undefined) throw s3Error(ABSENT[what], 404);
    return read(what, bucket[what] as Input | undefined);
  }

  private refuse(name: string): void {
    const refusal = this.refused.get(name);
    if (!refusal) return;
    if (refusal.times !== undefined && --refusal.times <= 0) this.refused.delete(name);
    throw s3Error(refusal.name, refusal.name === "AccessDenied" ? 403 : 409);
  }
}

type Input = Record<string, unknown> & { Bucket: string };

const ABSENT: Record<string, string> = {
  BucketEncryption: "ServerSideEncryptionConfigurationNotFoundError",
  PublicAccessBlock: "NoSuchPublicAccessBlockConfiguration",
  BucketPolicy: "NoSuchBucketPolicy",
  BucketLifecycleConfiguration: "NoSuchLifecycleConfiguration",
  BucketTagging: "NoSuchTagSet",
};

/** S3 answers a Get in another form than the Put had. */
function read(what: string, put: Input | undefined): unknown {
  if (what === "BucketVersioning") return put?.VersioningConfiguration ?? {};
  if (what === "BucketLifecycleConfiguration") return put?.LifecycleConfiguration;
  if (what === "BucketTagging") return put?.Tagging;
  return put;
}

export function s3Error(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });
}
