import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { Construct } from "constructs";
import type { Place } from "../place";
import { onlyTls, policy, type Statement } from "../policy";

export interface PrivateBucketProps {
  readonly name: string;
  readonly place: Place;
  /** What else its policy says. */
  readonly statements?: readonly Statement[];
  /** Days after which an object is deleted, and the whole bucket with its stack. By default neither ever is. */
  readonly expiresAfterDays?: number;
}

/**
 * A bucket that only this account can reach, by TLS, encrypted. Unless its objects expire, it is never destroyed with data
 * in it: S3 refuses to delete a bucket that is not empty, and nothing here empties one.
 */
export class PrivateBucket extends Construct {
  readonly bucket: S3Bucket;
  readonly policy: S3BucketPolicy;
  readonly encryption: S3BucketServerSideEncryptionConfigurationA;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { name, place, statements = [], expiresAfterDays } = props;
    this.bucket = new S3Bucket(this, "Default", { bucket: name, forceDestroy: expiresAfterDays !== undefined });
    const bucket = this.bucket.id;

    const block = new S3BucketPublicAccessBlock(this, "public-access-block", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    this.policy = new S3BucketPolicy(this, "policy", {
      bucket,
      policy: policy(onlyTls("s3:*", [place.s3Arn(name), place.s3Arn(`${name}/*`)]), ...statements),
      // S3 refuses two changes of a bucket's access at the same time ("OperationAborted").
      dependsOn: [block],
    });
    this.encryption = new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    // Parts of an interrupted upload are invisible and cost as much as objects.
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket,
      rule: [
        {
          id: "abort-incomplete-uploads",
          status: "Enabled",
          filter: [{ prefix: "" }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
        ...(expiresAfterDays === undefined
          ? []
          : [
              {
                id: "expire",
                status: "Enabled",
                filter: [{ prefix: "" }],
                expiration: [{ days: expiresAfterDays }],
              },
            ]),
      ],
    });
  }
}
