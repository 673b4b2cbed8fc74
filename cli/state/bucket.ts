import { CreateBucketCommand, HeadBucketCommand, S3Client, type BucketLocationConstraint } from "@aws-sdk/client-s3";
import type { ProjectSpec } from "../../models/format/spec";
import type { Account } from "../account";
import { isDenied, needing } from "../aws-problem";
import { exitStatus } from "../exit-status";
import { UserError } from "../user-error";
import { settings, type StateBucket } from "./bucket-settings";
import { patiently } from "./patiently";

export interface Step {
  readonly name: string;
  /** `made` and `set` were done just now, or would be by a run that is not dry. */
  readonly outcome: "made" | "set" | "there already";
}

/** The bucket that `state create` makes where cdktf.json names none: unique among all of S3's by account and region. */
function usualName({ id }: Account, region: string): string {
  return `elastic-models-state-${id}-${region}`;
}

/** The bucket of the project's states, or the usual one where it names none, as S3 is asked about it. */
export function stateBucketOf(project: ProjectSpec, account: Account): StateBucket {
  const { region, stateBucket, tags } = project;
  return {
    s3: new S3Client({ region }),
    at: { Bucket: stateBucket ?? usualName(account, region), ExpectedBucketOwner: account.id },
    partition: account.partition,
    tags: { ...tags, ManagedBy: "elastic-models", Purpose: "Terraform state" },
  };
}

/**
 * Makes the bucket, or completes one that is there. Running it twice, or by two people at once, ends in the same bucket.
 *
 * @param dry only reads
 * @throws UserError when the bucket is another account's or another region's, or when permissions are missing: all of
 *   them at once, after doing all that was permitted
 */
export async function makeOrComplete(
  bucket: StateBucket,
  region: string,
  dry: boolean,
  done: (step: Step) => void,
): Promise<void> {
  const isThere = await exists(bucket, region);
  if (!isThere && !dry) await create(bucket, region);
  done({ name: `the bucket ${bucket.at.Bucket}`, outcome: isThere ? "there already" : "made" });

  const denied: string[] = [];
  for (const { name, reads, writes, missing } of settings) {
    let permission = reads;
    try {
      // A bucket that a dry run has not made lacks everything.
      const make = isThere || !dry ? await patiently(() => missing(bucket)) : nothing;
      permission = writes;
      if (make && !dry) await patiently(make);
      done({ name, outcome: make ? "set" : "there already" });
    } catch (error) {
      if (!isDenied(error)) throw error;
      denied.push(permission);
    }
  }
  if (denied.length > 0) {
    throw new UserError(
      `your AWS credentials lack permissions on arn:${bucket.partition}:s3:::${bucket.at.Bucket}: ${denied.join(", ")}
Ask whoever manages the account to allow them, or use other credentials (AWS_PROFILE); then run this again.`,
      exitStatus.aws,
    );
  }
}

const nothing = () => Promise.resolve();

/** @throws UserError when it is there, but not in this account or region */
export async function exists({ s3, at }: StateBucket, region: string): Promise<boolean> {
  try {
    await needing("s3:ListBucket", s3.send(new HeadBucketCommand(at)));
    return true;
  } catch (error) {
    const { status, actualRegion } = answer(error);
    if (status === 404) return false;
    if (status === 301 || status === 400) {
      throw new UserError(
        `the bucket ${at.Bucket} is in ${actualRegion ?? "another region"}, but cdktf.json's region is ${region}
Terraform's state must be in that region: change \`region\` or \`stateBucket\` in cdktf.json.`,
      );
    }
    if (status === 403) throw await notOurs({ s3, at }, error);
    throw error;
  }
}

/** S3 answers 403 both for another account's bucket and without permission: asking without the account tells more. */
async function notOurs({ s3, at }: Pick<StateBucket, "s3" | "at">, error: unknown): Promise<unknown> {
  const others = await s3.send(new HeadBucketCommand({ Bucket: at.Bucket })).then(
    () => true,
    () => false,
  );
  const advice = `Use credentials of its account (AWS_PROFILE), or name another bucket as stateBucket in cdktf.json.`;
  if (others) {
    return new UserError(
      `the bucket ${at.Bucket} belongs to another account than your credentials, ${at.ExpectedBucketOwner}\n${advice}`,
      exitStatus.refused,
    );
  }
  return isDenied(error)
    ? new UserError(
        `the bucket ${at.Bucket} belongs to another account than your credentials, ${at.ExpectedBucketOwner}, or they lack s3:ListBucket\n${advice}`,
        exitStatus.aws,
      )
    : error;
}

async function create({ s3, at }: StateBucket, region: string): Promise<void> {
  // us-east-1 is where a bucket is made when no place is named, and may not be named ("CreateBucket").
  const place = region === "us-east-1" ? {} : { LocationConstraint: region as BucketLocationConstraint };
  const request = new CreateBucketCommand({ Bucket: at.Bucket, CreateBucketConfiguration: place });
  try {
    await patiently(() => needing("s3:CreateBucket", s3.send(request)));
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    // A colleague was faster by a moment: the bucket is this account's.
    if (name === "BucketAlreadyOwnedByYou") return;
    if (name === "BucketAlreadyExists") {
      throw new UserError(`the bucket ${at.Bucket} belongs to another account
Name another one as stateBucket in cdktf.json; all of S3 shares one set of names.`);
    }
    throw error;
  }
}

function answer(error: unknown): { readonly status?: number; readonly actualRegion?: string } {
  const { $metadata, $response } = error as {
    $metadata?: { httpStatusCode?: number };
    $response?: { headers?: Record<string, string> };
  };
  const actualRegion = $response?.headers?.["x-amz-bucket-region"];
  return {
    ...($metadata?.httpStatusCode && { status: $metadata.httpStatusCode }),
    ...(actualRegion && { actualRegion }),
  };
}
