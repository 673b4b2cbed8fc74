import { GetBucketTaggingCommand, HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { bucketName } from "../../constructs/names";
import type { AnyModelSpec } from "../../models/format/spec";
import { isDenied, needing, unlessMissing } from "../aws-failure";
import { isOurs } from "../ours";
import { reach } from "../reach";
import { checkOf, type Plan } from "./check";
import { explainOwners, type Owned } from "./owned";

/** What a model keeps in buckets of its own. */
const PURPOSES = { queue: ["video", "track"], served: ["logs"] } as const;

/** Whether the names of the stack's buckets are free, or the buckets are this model's already. */
export const buckets = checkOf("buckets", gather, (owners) =>
  explainOwners(
    "bucket",
    owners,
    () => "Move what is in them elsewhere and delete them, or give the model another StackName.",
  ),
);

async function gather({ spec: { stackName, region, kind }, accountId }: Plan<AnyModelSpec>): Promise<readonly Owned[]> {
  const s3 = new S3Client(reach(region));
  return Promise.all(
    PURPOSES[kind].map(async (purpose): Promise<Owned> => {
      const name = bucketName(stackName, purpose, accountId, region);
      try {
        const head = await unlessMissing(
          ["NotFound", "NoSuchBucket"],
          needing("s3:ListBucket", s3.send(new HeadBucketCommand({ Bucket: name }))),
        );
        if (!head) return { name, owner: "nobody" };
        const tagging = await unlessMissing(
          ["NoSuchTagSet"],
          needing("s3:GetBucketTagging", s3.send(new GetBucketTaggingCommand({ Bucket: name }))),
        );
        return { name, owner: isOurs(tagging?.TagSet, stackName) ? "this model" : "another" };
      } catch (error) {
        // A bucket of another account is refused in the same words as one of ours without permission.
        if (isDenied(error)) return { name, owner: "unseen" };
        throw error;
      }
    }),
  );
}
