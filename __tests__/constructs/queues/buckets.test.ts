import { sampleSpec } from "../sample";
import { statements, synthesize } from "../synthesize";

const stack = synthesize(sampleSpec({ stackName: "Midwater" }));
const names = ["buckets_track", "buckets_video"];

test("two buckets, named after stack, account and region", () => {
  expect(Object.entries(stack.resource.aws_s3_bucket ?? {}).map(([id, { bucket }]) => [id, bucket as string])).toEqual(
    ["track", "video"].map((purpose) => [
      `buckets_${purpose}`,
      `midwater-${purpose}-\${data.aws_caller_identity.place_account.account_id}-us-west-2`,
    ]),
  );
});

test("a bucket with data in it is never destroyed", () => {
  for (const name of names) expect(stack.resource.aws_s3_bucket?.[name]).toMatchObject({ force_destroy: false });
});

test("each is closed to the public, encrypted, and refuses requests without TLS", () => {
  for (const name of names) {
    const { resource } = stack;
    expect(resource.aws_s3_bucket_public_access_block?.[`${name}_public-access-block`]).toMatchObject({
      bucket: `\${aws_s3_bucket.${name}.id}`,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(resource.aws_s3_bucket_server_side_encryption_configuration?.[`${name}_encryption`]).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
    });
    const own = statements(stack).filter(({ address }) => address === `aws_s3_bucket_policy.${name}_policy`);
    expect(own.map(({ statement }) => statement)).toEqual([
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    ]);
  }
});

test("parts of an interrupted upload are removed after a week, and nothing else ever", () => {
  for (const name of names) {
    expect(stack.resource.aws_s3_bucket_lifecycle_configuration?.[`${name}_lifecycle`]?.rule).toEqual([
      {
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        filter: [{ prefix: "" }],
        id: "abort-incomplete-uploads",
        status: "Enabled",
      },
    ]);
  }
});
