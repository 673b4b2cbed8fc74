import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { needing, unlessMissing } from "../aws-failure";
import { reach } from "../reach";
import type { StackSpec } from "../../models/format/spec";
import { checkOf, type Plan } from "./check";
import { ok, wrong, type Finding } from "./finding";

export interface StateFacts {
  /** Undefined: state stays on this machine. */
  readonly bucket?: string;
  /** Where the bucket is; undefined when there is none. */
  readonly region?: string;
}

/** Whether Terraform can reach its state. */
export const stateBucket = checkOf("state", gather, explainState);

async function gather({ project: { stateBucket, region } }: Plan<StackSpec>): Promise<StateFacts> {
  if (!stateBucket) return {};
  const s3 = new S3Client({ ...reach(region), followRegionRedirects: true });
  const head = await unlessMissing(
    ["NotFound", "NoSuchBucket"],
    needing("s3:ListBucket", s3.send(new HeadBucketCommand({ Bucket: stateBucket }))),
  );
  return { bucket: stateBucket, ...(head && { region: head.BucketRegion ?? region }) };
}

export function explainState({ bucket, region }: StateFacts, { project }: Pick<Plan<StackSpec>, "project">): Finding {
  if (!bucket) {
    return ok(
      "stays on this machine, in .state/",
      "To share it with colleagues and have it locked:\n./model state create",
    );
  }
  if (!region)
    return wrong(`there is no bucket ${bucket} (stateBucket of cdktf.json)`, "Create it:\n./model state create");
  if (region !== project.region) {
    return wrong(
      `the bucket ${bucket} is in ${region}, but cdktf.json's region is ${project.region}`,
      `Name a state bucket in ${project.region}.`,
    );
  }
  return ok(`the bucket ${bucket} answers`);
}
