import { GetBucketTaggingCommand, HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { bucketName } from "../../constructs/names";
import type { AnyModelSpec } from "../../models/format/spec";
import type { Account } from "../account";
import { needing } from "../aws-problem";
import type { Addresses } from "../state/stack-state";
import { UserError } from "../user-error";
import type { Import } from "./imports";

export interface StackBucket {
  readonly name: string;
  /** Of the bucket itself in Terraform; its settings' names begin with the same word and `_`. */
  readonly address: string;
}

/** The buckets that hold a user's data: two of a queue's model, none of a served one. */
export function bucketsOf({ kind, stackName, region }: AnyModelSpec, { id }: Account): readonly StackBucket[] {
  if (kind === "served") return [];
  return (["video", "track"] as const).map((purpose) => ({
    name: bucketName(stackName, purpose, id, region),
    address: `aws_s3_bucket.buckets_${purpose}`,
  }));
}

/**
 * Buckets of the stack that exist but are not in its state, because a destroy kept them with their data. AWS would
 * refuse to make them again: the next deploy takes them over.
 *
 * @throws UserError when one exists that was not made for this stack
 */
export async function keptBuckets(spec: AnyModelSpec, account: Account, state: Addresses): Promise<readonly Import[]> {
  const s3 = new S3Client({ region: spec.region });
  const kept: Import[] = [];
  for (const { name, address } of bucketsOf(spec, account)) {
    const at = { Bucket: name, ExpectedBucketOwner: account.id };
    if (state.has(address) || !(await exists(s3, at))) continue;
    const { TagSet = [] } = await tagsOf(s3, at);
    if (!TagSet.some(({ Key, Value }) => Key === "Model" && Value === spec.stackName)) {
      throw new UserError(`the bucket ${name} exists, but was not made for ${spec.stackName}: it lacks the tag Model=${spec.stackName}
Give it that tag if the stack is to take it over, or delete it.`);
    }
    kept.push({ to: address, id: name });
  }
  return kept;
}

interface At {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string;
}

async function exists(s3: S3Client, at: At): Promise<boolean> {
  try {
    await needing("s3:ListBucket", s3.send(new HeadBucketCommand(at)));
    return true;
  } catch (error) {
    if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404) return false;
    throw error;
  }
}

async function tagsOf(s3: S3Client, at: At): Promise<{ TagSet?: { Key?: string; Value?: string }[] }> {
  try {
    return await needing("s3:GetBucketTagging", s3.send(new GetBucketTaggingCommand(at)));
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchTagSet") return {};
    throw error;
  }
}
